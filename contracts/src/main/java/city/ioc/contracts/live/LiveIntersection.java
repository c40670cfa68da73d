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

    public LiveIntersection {
        groups = List.copyOf(groups);
        detectors = List.copyOf(detectors);
    }
}
