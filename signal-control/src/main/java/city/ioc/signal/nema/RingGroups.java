package city.ioc.signal.nema;

import city.ioc.contracts.id.ApproachId;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.street.SignalGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The signal groups of a ring-barrier controller with their conflicts and intergreens. Each group runs with some phases: a phase and
 * its pedestrians with that phase, an overlap with its parents. Two groups conflict when every phase of the one conflicts with every
 * phase of the other. Immutable.
 */
final class RingGroups {
    /** A group with the phases it runs with, and how long after its end of green a conflicting group may begin. */
    private record Member(SignalGroup group, Set<Integer> phases, Duration intergreen) {}

    private final List<Member> members = new ArrayList<>();
    private final RingBarrier structure;

    RingGroups(NemaController data, RingBarrier structure) {
        this.structure = structure;
        for (NemaController.Phase phase : data.phases()) {
            members.add(new Member(
                    group(
                            NemaReader.code("p", phase.number()),
                            phase.number(),
                            SignalGroup.Kind.VEHICLE,
                            phase.movements(),
                            Optional.empty(),
                            phase.minGreen(),
                            data.maxRed(),
                            phase.yellow(),
                            Duration.ZERO,
                            Optional.empty()),
                    Set.of(phase.number()),
                    phase.change()));
            phase.walk().ifPresent(walk -> members.add(pedestrians(data, phase, walk)));
        }
        for (NemaController.Overlap overlap : data.overlaps().orElse(List.of()))
            members.add(new Member(
                    group(
                            NemaReader.code("o", overlap.number()),
                            SignalGroup.OVERLAP_NUMBERS + overlap.number(),
                            SignalGroup.Kind.VEHICLE,
                            overlap.movements(),
                            Optional.empty(),
                            shortestParent(data, overlap),
                            data.maxRed(),
                            overlap.yellow(),
                            Duration.ZERO,
                            Optional.empty()),
                    Set.copyOf(overlap.parents()),
                    overlap.yellow().plus(overlap.redClearance())));
    }

    private static Member pedestrians(NemaController data, NemaController.Phase phase, Duration walk) {
        Duration clearance = phase.pedestrianClearance().orElse(Duration.ZERO);
        return new Member(
                group(
                        NemaReader.code("w", phase.number()),
                        SignalGroup.PEDESTRIAN_NUMBERS + phase.number(),
                        SignalGroup.Kind.PEDESTRIAN,
                        List.of(),
                        phase.crosses(),
                        walk,
                        data.maxRed(),
                        Duration.ZERO,
                        clearance,
                        phase.crossingM()),
                Set.of(phase.number()),
                clearance.plus(phase.change()));
    }

    private static SignalGroup group(
            SignalGroupId id,
            int number,
            SignalGroup.Kind kind,
            List<city.ioc.contracts.street.Movement> movements,
            Optional<ApproachId> crosses,
            Duration minGreen,
            Duration maxRed,
            Duration amber,
            Duration clearance,
            Optional<Double> crossingM) {
        return new SignalGroup(id, number, kind, movements, crosses, minGreen, maxRed, amber, clearance, crossingM);
    }

    private static Duration shortestParent(NemaController data, NemaController.Overlap overlap) {
        return overlap.parents().stream()
                .map(parent -> data.getPhase(parent).minGreen())
                .min(Duration::compareTo)
                .orElseThrow();
    }

    List<SignalGroup> list() {
        return members.stream().map(Member::group).toList();
    }

    /** The groups that run while exactly these phases do; pedestrians only of the phases in {@code walking}. */
    Set<SignalGroupId> with(Set<Integer> phases, Set<Integer> walking) {
        Set<SignalGroupId> groups = new java.util.TreeSet<>();
        for (Member member : members) {
            Set<Integer> running = member.group().kind() == SignalGroup.Kind.PEDESTRIAN ? walking : phases;
            if (member.phases().stream().anyMatch(running::contains))
                groups.add(member.group().id());
        }
        return groups;
    }

    List<List<SignalGroupId>> conflicts() {
        List<List<SignalGroupId>> pairs = new ArrayList<>();
        for (int a = 0; a < members.size(); a++)
            for (int b = a + 1; b < members.size(); b++)
                if (conflict(members.get(a), members.get(b)))
                    pairs.add(List.of(
                            members.get(a).group().id(), members.get(b).group().id()));
        return pairs;
    }

    Map<String, Duration> intergreens() {
        Map<String, Duration> times = new TreeMap<>();
        for (Member ending : members)
            for (Member beginning : members)
                if (conflict(ending, beginning))
                    times.put(ending.group().id() + ">" + beginning.group().id(), ending.intergreen());
        return times;
    }

    private boolean conflict(Member a, Member b) {
        return !a.equals(b)
                && a.phases().stream()
                        .allMatch(one -> b.phases().stream().allMatch(other -> structure.conflict(one, other)));
    }
}
