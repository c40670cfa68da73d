package city.ioc.contracts.live;

import city.ioc.contracts.field.ControlMode;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.id.PlanId;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.id.StageId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What an intersection is doing now. */
public record LiveIntersection(
        IntersectionId id,
        Instant at,
        Optional<ControlMode> mode,
        String strategy,
        Optional<StageId> stage,
        boolean inTransition,
        Optional<Instant> stageSince,
        Optional<StageId> nextStage,
        Optional<Instant> plannedEnd,
        Optional<PlanId> plan,
        List<Group> groups,
        List<Detector> detectors,
        Optional<Why> why,
        Optional<LiveFlow> flow,
        Optional<Override> override,
        List<Priority> priority,
        Optional<Shadow> shadow,
        Quality controller,
        Optional<Instant> lastSeen,
        Optional<String> fault) {

    /** Lamps of a group and since when. */
    public record Group(SignalGroupId id, int number, Lamp lamp, Optional<Instant> since) {}

    /** State of a detector channel. */
    public record Detector(String id, int channel, boolean occupied, Optional<Instant> since, Quality quality) {}

    /**
     * Why the signals are as they are: a reason enum's name with its numbers; the screen makes the sentence in its language.
     */
    public record Why(String action, String reason, Map<String, String> values, Instant at) {}

    /** An operator's override in force. */
    public record Override(
            String id, String kind, Optional<StageId> stage, String user, String reason, Instant expiresAt) {}

    /**
     * A vehicle that asks for priority.
     *
     * @param kind EMERGENCY or BUS
     * @param by who or what asked
     * @param arrivesAt when it is expected at the stop line
     * @param state what has been done for it: ASKED (nothing yet), ENTERING, DWELLING, EXTENDED, EARLY_GREEN
     */
    public record Priority(
            String id,
            String kind,
            SignalGroupId group,
            String by,
            Instant requestedAt,
            Instant arrivesAt,
            Instant expiresAt,
            String state) {}

    /**
     * The strategy that decides beside the one that commands.
     *
     * @param stage the stage it would command now; empty when it would command nothing
     * @param agrees whether that is what is commanded
     * @param agreedShare share of the last hour, as far as it was compared, in which it was; by time in which one could choose
     * @param comparedS how much of the last hour that was
     * @param lastDifference when the ledger last got a line of it that differs
     */
    public record Shadow(
            String strategy,
            String action,
            Optional<StageId> stage,
            String reason,
            boolean agrees,
            OptionalDouble agreedShare,
            long comparedS,
            Instant expiresAt,
            Optional<Instant> lastDifference) {}

    public LiveIntersection {
        priority = List.copyOf(priority);
        groups = List.copyOf(groups);
        detectors = List.copyOf(detectors);
    }
}
