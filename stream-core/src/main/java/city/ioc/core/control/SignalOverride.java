package city.ioc.core.control;

import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.id.PlanId;
import city.ioc.contracts.id.StageId;
import city.ioc.contracts.live.LiveIntersection;
import city.ioc.core.store.LedgerRow;
import city.ioc.signal.safety.ShownFault;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** An order in force, with who, why and until when. An operator's reverts by itself; the monitor's flash does not. */
public record SignalOverride(
        String id,
        IntersectionId intersection,
        Kind kind,
        Optional<StageId> stage,
        Optional<PlanId> plan,
        String user,
        String reason,
        Instant from,
        Instant expiresAt) {
    /** Who orders flash for what lamps have shown. */
    static final String MONITOR = "monitor";

    /** What an operator may order. */
    public enum Kind {
        HOLD_STAGE,
        RUN_PLAN,
        /** Leave the intersection to its local plan. */
        RELEASE,
        /** Flash, ordered by the conflict monitor: only an engineer's reset ends it. */
        FLASH
    }

    /** The end of what has no end of its own. */
    private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    /** The monitor's flash for what lamps have shown. */
    static SignalOverride flashFor(ShownFault fault, IntersectionId at, Instant now) {
        return new SignalOverride(
                UUID.randomUUID().toString(),
                at,
                Kind.FLASH,
                Optional.empty(),
                Optional.empty(),
                MONITOR,
                fault.toLine(),
                now,
                NEVER);
    }

    public boolean isExpired(Instant now) {
        return kind != Kind.FLASH && !now.isBefore(expiresAt);
    }

    public LiveIntersection.Override toLive() {
        return new LiveIntersection.Override(id, kind.name(), stage, user, reason, expiresAt);
    }

    public LedgerRow.SignalOverride toRow(Optional<Instant> endedAt, Optional<String> endedBy) {
        return new LedgerRow.SignalOverride(
                id,
                intersection.value(),
                kind.name(),
                stage.map(StageId::value).or(() -> plan.map(PlanId::value)),
                user,
                reason,
                from,
                expiresAt,
                endedAt,
                endedBy);
    }

    /** The override that a row tells of. */
    public static SignalOverride of(LedgerRow.SignalOverride row) {
        Kind kind = Kind.valueOf(row.kind());
        return new SignalOverride(
                row.id(),
                new IntersectionId(row.intersection()),
                kind,
                kind == Kind.HOLD_STAGE ? row.target().map(StageId::new) : Optional.empty(),
                kind == Kind.RUN_PLAN ? row.target().map(PlanId::new) : Optional.empty(),
                row.actor(),
                row.reason(),
                row.from(),
                row.expiresAt());
    }
}
