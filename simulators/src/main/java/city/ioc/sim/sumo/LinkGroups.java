package city.ioc.sim.sumo;

import city.ioc.signal.model.SignalLayout;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The signal groups of a SUMO light. Links of one approach that are green in the same stages form one group, so that an approach
 * can go on while the opposite one, whose queue is gone, ends; pedestrians' links need not be of one approach. A link that has to
 * yield in some stages and goes protected in others has two: the ball, green in all of them, and the arrow, green where it goes
 * protected. What is green in every stage needs no group. Immutable.
 */
final class LinkGroups {
    private static final int NONE = -1;

    /** A group: the stages it is green in and the links it releases. */
    record Group(BitSet stages, boolean isPedestrian, List<SignalLink> links) {}

    private final List<SignalLink> links;
    private final ProgramStages program;
    private final List<Group> groups = new ArrayList<>();
    private final Map<Integer, Integer> ball = new HashMap<>();
    private final Map<Integer, Integer> arrow = new HashMap<>();
    private final boolean[][] conflict;

    /** The groups of a light; where there would be too many for an intersection those of all approaches that go together are one. */
    static LinkGroups of(List<SignalLink> links, ProgramStages program) {
        LinkGroups byApproach = new LinkGroups(links, program, true);
        return byApproach.groups.size() <= SignalLayout.MAX_GROUPS ? byApproach : new LinkGroups(links, program, false);
    }

    private LinkGroups(List<SignalLink> links, ProgramStages program, boolean byApproach) {
        this.links = links;
        this.program = program;
        // Links that share a place in the state go together, wherever they come from.
        Map<Integer, String> approach = new HashMap<>();
        if (byApproach)
            for (SignalLink link : links)
                if (!link.isCrossing())
                    approach.putIfAbsent(link.index(), link.connection().from());
        Map<String, Integer> known = new HashMap<>();
        for (SignalLink link : links) {
            BitSet green = stagesWith(link.index(), "Gg");
            BitSet major = stagesWith(link.index(), "G");
            boolean mixed = !major.isEmpty() && !major.equals(green);
            if (isProperPart(green)) ball.put(link.index(), add(known, approach, green, link));
            if (mixed) arrow.put(link.index(), add(known, approach, major, link));
        }
        conflict = new boolean[groups.size()][groups.size()];
        for (int a = 0; a < groups.size(); a++)
            for (int b = 0; b < groups.size(); b++) conflict[a][b] = a != b && meet(groups.get(a), groups.get(b));
    }

    private boolean isProperPart(BitSet green) {
        return !green.isEmpty() && green.cardinality() < program.stages().size();
    }

    private int add(Map<String, Integer> known, Map<Integer, String> approach, BitSet green, SignalLink link) {
        String kind = link.isCrossing() ? "p" : "v" + approach.getOrDefault(link.index(), "");
        int group = known.computeIfAbsent(kind + green, key -> {
            groups.add(new Group(green, link.isCrossing(), new ArrayList<>()));
            return groups.size() - 1;
        });
        groups.get(group).links().add(link);
        return group;
    }

    private BitSet stagesWith(int index, String letters) {
        BitSet stages = new BitSet();
        for (int s = 0; s < program.stages().size(); s++) {
            String state = program.stages().get(s);
            if (index < state.length() && letters.indexOf(state.charAt(index)) >= 0) stages.set(s);
        }
        return stages;
    }

    /** The file knows best who may go together: only groups that are never green together conflict, if their ways meet. */
    private static boolean meet(Group a, Group b) {
        if (a.stages().intersects(b.stages())) return false;
        for (SignalLink x : a.links()) for (SignalLink y : b.links()) if (x.conflictsWith(y)) return true;
        return false;
    }

    List<Group> groups() {
        return groups;
    }

    /** Whether the group only protects traffic that another one, its ball, lets go as well: nobody waits for it alone. */
    boolean isArrow(int group) {
        return groups.get(group).links().stream().allMatch(link -> ballOf(link) != group);
    }

    boolean conflicts(int a, int b) {
        return conflict[a][b];
    }

    /** The group that lets the link go, protected or not; -1 where it is always or never green. */
    int ballOf(SignalLink link) {
        return ball.getOrDefault(link.index(), NONE);
    }

    /** The group that lets the link go protected, where that is another one; -1 otherwise. */
    int arrowOf(SignalLink link) {
        return arrow.getOrDefault(link.index(), NONE);
    }

    int ballOf(int index) {
        return ball.getOrDefault(index, NONE);
    }

    int arrowOf(int index) {
        return arrow.getOrDefault(index, NONE);
    }

    /** What a link shows while its ball alone is green: {@code g} where it has to yield in some stage. */
    char ballLetter(int index) {
        return stagesWith(index, "g").isEmpty() ? 'G' : 'g';
    }

    /** Groups that traffic released by the link's ball alone has to let pass, as bits. */
    long yieldsTo(SignalLink link) {
        BitSet yielding = stagesWith(link.index(), "g");
        long groupsAsBits = 0;
        for (SignalLink other : links) {
            if (!link.yieldsTo(other)) continue;
            for (int group : new int[] {ballOf(other), arrowOf(other)})
                if (group >= 0 && groups.get(group).stages().intersects(yielding)) groupsAsBits |= 1L << group;
        }
        return groupsAsBits;
    }

    /** Groups of a stage. */
    List<Integer> greenIn(int stage) {
        List<Integer> green = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) if (groups.get(g).stages().get(stage)) green.add(g);
        return green;
    }
}
