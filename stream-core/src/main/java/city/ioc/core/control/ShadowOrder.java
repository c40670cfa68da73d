package city.ioc.core.control;

import city.ioc.contracts.id.IntersectionId;
import city.ioc.core.store.LedgerRow;
import java.time.Instant;
import java.util.Optional;

/**
 * The order that a second strategy decides in the shadow of the one that commands, with who, why and until when.
 *
 * @param strategy its name in the settings
 */
public record ShadowOrder(
        String id,
        IntersectionId intersection,
        String strategy,
        String user,
        String reason,
        Instant from,
        Instant expiresAt) {
    /** The kind of its row among the overrides. */
    public static final String KIND = "SHADOW";

    private static final String SETTINGS = "settings";
    private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    /** The shadow that the settings want everywhere. */
    public static ShadowOrder bySettings(IntersectionId at, String strategy, Instant now) {
        return new ShadowOrder(SETTINGS + "-" + at, at, strategy, SETTINGS, "IOC_SHADOW", now, NEVER);
    }

    /** Whether the settings want it: then it is theirs to say whether it comes back. */
    public boolean comesFromSettings() {
        return user.equals(SETTINGS);
    }

    public boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }

    public LedgerRow.SignalOverride toRow(Optional<Instant> endedAt, Optional<String> endedBy) {
        return new LedgerRow.SignalOverride(
                id, intersection.value(), KIND, Optional.of(strategy), user, reason, from, expiresAt, endedAt, endedBy);
    }

    /** The order that a row of this kind tells of. */
    public static ShadowOrder of(LedgerRow.SignalOverride row) {
        return new ShadowOrder(
                row.id(),
                new IntersectionId(row.intersection()),
                row.target().orElseThrow(),
                row.actor(),
                row.reason(),
                row.from(),
                row.expiresAt());
    }
}
