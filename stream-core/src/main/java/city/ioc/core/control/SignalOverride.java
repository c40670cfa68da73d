package city.ioc.core.control;

import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.id.PlanId;
import city.ioc.contracts.id.StageId;
import city.ioc.contracts.live.LiveIntersection;
import city.ioc.core.store.LedgerRow;
import java.time.Instant;
import java.util.Optional;

/** An operator's order in force, with who, why and until when. It reverts by itself. */
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

    /** What an operator may order. */
    public enum Kind {
        HOLD_STAGE,
        RUN_PLAN,
        /** Leave the intersection to its local plan. */
        RELEASE
    }

    public boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
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
