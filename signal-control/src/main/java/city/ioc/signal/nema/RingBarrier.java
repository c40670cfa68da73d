package city.ioc.signal.nema;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The rings and barriers of a controller: which phases may run together, and when each runs for given splits. Phases of one ring
 * follow one another; phases of different rings run together between the same barriers. Immutable.
 */
final class RingBarrier {
    private final List<List<Integer>> rings;
    private final Map<Integer, Integer> ringOf = new TreeMap<>();
    private final Map<Integer, Integer> barrierOf = new TreeMap<>();
    private final List<Integer> barrierOrder;

    /** When a phase runs: from the start of its green to the end of its red clearance, ms from the first barrier. */
    record Span(long startMs, long endMs) {}

    private RingBarrier(List<List<Integer>> rings, List<List<Integer>> barriers) {
        this.rings = rings;
        for (int r = 0; r < rings.size(); r++) for (int phase : rings.get(r)) ringOf.putIfAbsent(phase, r);
        for (int b = 0; b < barriers.size(); b++) for (int phase : barriers.get(b)) barrierOf.putIfAbsent(phase, b);
        Set<Integer> order = new LinkedHashSet<>();
        for (List<Integer> ring : rings)
            for (int phase : ring) if (barrierOf.containsKey(phase)) order.add(barrierOf.get(phase));
        barrierOrder = List.copyOf(order);
    }

    /** Reads rings and barriers; says into {@code faults} why they make none. */
    static RingBarrier of(NemaController data, List<List<Integer>> rings, List<String> faults) {
        for (NemaController.Phase phase : data.phases()) {
            long inRings = count(rings, phase.number());
            long inBarriers = count(data.barriers(), phase.number());
            if (inRings != 1) faults.add("phase " + phase.number() + " stands in " + inRings + " places of the rings");
            if (inBarriers != 1)
                faults.add("phase " + phase.number() + " stands in " + inBarriers + " places of the barriers");
        }
        for (List<List<Integer>> table : List.of(rings, data.barriers()))
            for (List<Integer> row : table)
                for (int phase : row)
                    if (data.findPhase(phase).isEmpty())
                        faults.add("phase " + phase + " is named by rings or barriers, but is not among the phases");
        RingBarrier structure = new RingBarrier(rings, data.barriers());
        if (faults.isEmpty()) structure.checkOrder(faults);
        return structure;
    }

    private static long count(List<List<Integer>> table, int phase) {
        return table.stream()
                .flatMap(List::stream)
                .filter(each -> each == phase)
                .count();
    }

    /** All rings pass the barriers together, so each must meet them in the same order and without coming back. */
    private void checkOrder(List<String> faults) {
        for (int r = 0; r < rings.size(); r++) {
            int at = -1;
            for (int phase : rings.get(r)) {
                int place = barrierOrder.indexOf(barrierOf.getOrDefault(phase, -1));
                if (place < at)
                    faults.add("ring " + (r + 1) + " comes back to a barrier group at phase " + phase
                            + ", or passes the barriers in another order than ring 1");
                at = Math.max(at, place);
            }
        }
    }

    /** Whether two phases must never run together: phases of one ring, and phases of different barrier groups. */
    boolean conflict(int a, int b) {
        return a != b
                && (ringOf.getOrDefault(a, -1).equals(ringOf.getOrDefault(b, -1))
                        || !barrierOf.getOrDefault(a, -1).equals(barrierOf.getOrDefault(b, -1)));
    }

    /** Every set of phases, one of each ring that has some, that run together between the same barriers. */
    List<Set<Integer>> listCombinations() {
        List<Set<Integer>> all = new ArrayList<>();
        for (int barrier : barrierOrder) {
            List<Set<Integer>> sets = List.of(Set.of());
            for (int r = 0; r < rings.size(); r++) {
                List<Integer> phases = phases(r, barrier);
                if (phases.isEmpty()) continue;
                List<Set<Integer>> longer = new ArrayList<>();
                for (Set<Integer> set : sets)
                    for (int phase : phases) {
                        Set<Integer> with = new java.util.TreeSet<>(set);
                        with.add(phase);
                        longer.add(with);
                    }
                sets = longer;
            }
            all.addAll(sets);
        }
        return all;
    }

    /**
     * When each phase runs within a cycle that begins at the first barrier. Rings must take equally long between two barriers; where
     * they do not, that is a fault, or with {@code stretch} the last phase of the shorter ring runs on.
     */
    Map<Integer, Span> spans(Map<Integer, Long> splitsMs, boolean stretch, List<String> faults) {
        Map<Integer, Span> spans = new TreeMap<>();
        long start = 0;
        for (int barrier : barrierOrder) {
            Map<Integer, Long> lengths = new TreeMap<>();
            long longest = 0;
            for (int r = 0; r < rings.size(); r++) {
                long sum = 0;
                for (int phase : phases(r, barrier)) sum += splitsMs.getOrDefault(phase, 0L);
                if (!phases(r, barrier).isEmpty()) lengths.put(r, sum);
                longest = Math.max(longest, sum);
            }
            for (Map.Entry<Integer, Long> ring : lengths.entrySet()) {
                if (ring.getValue() != longest && !stretch)
                    faults.add("phases " + phases(ring.getKey(), barrier) + " of ring " + (ring.getKey() + 1) + " take "
                            + ring.getValue() / 1000.0 + " s up to the barrier, another ring takes " + longest / 1000.0
                            + " s");
                long at = start;
                List<Integer> phases = phases(ring.getKey(), barrier);
                for (int i = 0; i < phases.size(); i++) {
                    boolean last = i == phases.size() - 1;
                    long end = last ? start + longest : at + splitsMs.getOrDefault(phases.get(i), 0L);
                    spans.put(phases.get(i), new Span(at, end));
                    at = end;
                }
            }
            start += longest;
        }
        return spans;
    }

    private List<Integer> phases(int ring, int barrier) {
        return rings.get(ring).stream()
                .filter(phase -> barrierOf.getOrDefault(phase, -1) == barrier)
                .toList();
    }
}
