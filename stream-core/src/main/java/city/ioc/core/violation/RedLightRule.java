package city.ioc.core.violation;

import city.ioc.contracts.field.LampReading.Seen;
import city.ioc.contracts.field.StopLinePassage;
import city.ioc.contracts.field.StopLinePassage.HeadSeen;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.live.Lamp;
import city.ioc.contracts.street.SignalGroup;
import city.ioc.contracts.street.VehicleClass;
import city.ioc.contracts.violation.ViolationDetail.Clocks;
import city.ioc.contracts.violation.ViolationRule;
import city.ioc.contracts.violation.VoidReason;
import city.ioc.core.violation.Judgement.Why;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Red light and stop line: whose front passes the line while every group that could release it has been red for longer than the
 * grace, and is in the junction while they still are, ran the red light; who stands between line and junction passed the stop line.
 * All groups of the approach count, since nobody knows by which of its lanes a two-wheeler means to leave. A function of its
 * arguments alone.
 */
public final class RedLightRule {
    /** A picture that is less sure of a lamp says nothing against the log. */
    private static final double SURE = 0.9;
    /** Pictures may show the lamp before for so long after a change: five a second, and a lamp that glows on. */
    private static final Duration LAMP_LAG = Duration.ofMillis(1_000);
    /** Who has turned by so much turns right. */
    private static final double RIGHT_DEG = 25;

    private RedLightRule() {}

    /**
     * What else is known about a passage.
     *
     * @param groups that release vehicles of its approach
     * @param rightOnRed whether a sign allows to turn right at red there
     * @param cameraMoved whether the camera was found to look elsewhere than its geometry says
     */
    public record Scene(List<SignalGroup> groups, boolean rightOnRed, Clocks clocks, boolean cameraMoved) {
        public Scene {
            groups = List.copyOf(groups);
        }

        List<SignalGroupId> groupIds() {
            return groups.stream().map(SignalGroup::id).toList();
        }
    }

    /** @param isLast whether nothing is waited for any more */
    public static Judgement judge(StopLinePassage passage, Scene scene, LampLog log, Duration grace, boolean isLast) {
        if (scene.groups().isEmpty()) return new Judgement.Clear(Why.NOT_SIGNALLED);
        Instant at = passage.at();
        Optional<LampLog.Shown> red = lastToTurnRed(scene.groups(), log, at);
        boolean known = scene.groups().stream()
                .allMatch(group -> log.shown(group, at)
                        .filter(shown -> log.isWhole(shown.since(), passage.end()))
                        .isPresent());
        boolean isCovered = log.covers(passage.end());
        if (!isLast && !(known && isCovered) && !(isCovered && log.wasFlashing(at, at))) return new Judgement.Wait();
        if (!known || !isCovered) return unknown(passage, scene, log, red);
        if (red.isEmpty()) return new Judgement.Clear(Why.NOT_RED);
        Duration redFor = Duration.between(red.get().since(), at);
        if (redFor.compareTo(grace) <= 0) return new Judgement.Clear(Why.WITHIN_GRACE);
        if (scene.rightOnRed() && passage.turnedDeg().orElse(0) >= RIGHT_DEG)
            return new Judgement.Clear(Why.RIGHT_ON_RED);
        Optional<ViolationRule> rule = rule(passage, scene, log, red.get().since());
        if (rule.isEmpty()) return new Judgement.Clear(Why.GREEN_BEFORE_JUNCTION);
        return new Judgement.Found(
                rule.get(),
                OptionalDouble.of(redFor.toMillis() / 1000.0),
                voids(passage, scene, log, red.get().since()));
    }

    /** Of groups that all show red the one that turned red last; empty when one does not, or nobody knows. */
    private static Optional<LampLog.Shown> lastToTurnRed(List<SignalGroup> groups, LampLog log, Instant at) {
        LampLog.Shown last = null;
        for (SignalGroup group : groups) {
            Optional<LampLog.Shown> shown = log.shown(group, at).filter(each -> each.lamp() == Lamp.RED);
            if (shown.isEmpty()) return Optional.empty();
            if (last == null || shown.get().since().isAfter(last.since())) last = shown.get();
        }
        return Optional.ofNullable(last);
    }

    /** Without a log only who passed a lamp that is red in the picture, or was by what is known, is suspected: and void. */
    private static Judgement unknown(StopLinePassage passage, Scene scene, LampLog log, Optional<LampLog.Shown> red) {
        boolean picture =
                heads(passage, scene).stream().anyMatch(head -> head.atLine() == Seen.RED && head.confidence() >= SURE);
        if (!picture && red.isEmpty()) return new Judgement.Clear(Why.NOT_RED);
        boolean flashing = log.wasFlashing(passage.at(), passage.end());
        return new Judgement.Found(
                ViolationRule.RED_LIGHT,
                OptionalDouble.empty(),
                List.of(flashing ? VoidReason.GROUP_FLASHING : VoidReason.NO_LAMP_HISTORY));
    }

    private static Optional<ViolationRule> rule(StopLinePassage passage, Scene scene, LampLog log, Instant redSince) {
        boolean atRed = passage.enteredAt()
                .flatMap(entered -> lastToTurnRed(scene.groups(), log, entered))
                .filter(red -> red.since().equals(redSince))
                .isPresent();
        if (atRed) return Optional.of(ViolationRule.RED_LIGHT);
        if (passage.stoodM().orElse(0) >= overrunM(passage.vehicle())) return Optional.of(ViolationRule.STOP_LINE);
        // It was lost beyond the line: what it looks like is looked at no further, for it is void.
        return passage.broken().isPresent() && passage.enteredAt().isEmpty()
                ? Optional.of(ViolationRule.RED_LIGHT)
                : Optional.empty();
    }

    /** How far beyond the line a front that was placed by the usual length of its class certainly is. */
    private static double overrunM(Optional<VehicleClass> vehicle) {
        return switch (vehicle.orElse(VehicleClass.BUS)) {
            case MOTORCYCLE, BICYCLE -> 1.0;
            case CAR -> 1.2;
            case VAN -> 1.6;
            case TRUCK, BUS -> 3.5;
        };
    }

    private static List<VoidReason> voids(StopLinePassage passage, Scene scene, LampLog log, Instant redSince) {
        List<VoidReason> voids = new ArrayList<>();
        Instant at = passage.at();
        Instant end = passage.end();
        if (passage.broken().isPresent()) voids.add(VoidReason.TRACK_BROKEN);
        if (!scene.clocks().areKnown()) voids.add(VoidReason.CLOCKS_UNKNOWN);
        else if (!scene.clocks().agree()) voids.add(VoidReason.CLOCKS_DISAGREE);
        if (log.wasFlashing(at, end)) voids.add(VoidReason.GROUP_FLASHING);
        if (log.wasFaulty(at, end)) voids.add(VoidReason.CONTROLLER_FAULT);
        if (log.wasWorkedByHand(at, end)) voids.add(VoidReason.HAND_CONTROL);
        if (log.wasCalledFor(scene.groupIds(), at)) voids.add(VoidReason.EMERGENCY_CALL);
        for (HeadSeen head : heads(passage, scene)) {
            if (head.confidence() < SURE) continue;
            if (head.atLine() == Seen.DARK || head.atEntry() == Seen.DARK) add(voids, VoidReason.GROUP_DARK);
            else if (differs(head.atLine(), at, redSince) || differs(head.atEntry(), end, redSince))
                add(voids, VoidReason.LAMP_DIFFERS);
        }
        if (scene.cameraMoved()) voids.add(VoidReason.GEOMETRY_OUT_OF_DATE);
        return voids;
    }

    private static void add(List<VoidReason> voids, VoidReason reason) {
        if (!voids.contains(reason)) voids.add(reason);
    }

    private static boolean differs(Seen seen, Instant at, Instant redSince) {
        return switch (seen) {
            case RED, DARK, UNKNOWN -> false;
            case AMBER -> at.isAfter(redSince.plus(LAMP_LAG));
            case GREEN -> true;
        };
    }

    private static List<HeadSeen> heads(StopLinePassage passage, Scene scene) {
        List<SignalGroupId> groups = scene.groupIds();
        return passage.lamps().stream()
                .filter(head -> groups.contains(head.group()))
                .toList();
    }
}
