package city.ioc.sim.sumo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Stages beyond the file's: every set of groups that may be green together and to which none can be added (maximal cliques of what
 * does not conflict; Bron, Kerbosch 1973). Programs of rings and barriers name single movements only, and others leave out stages
 * that uneven traffic needs. Only for lights of one junction: what a program lets go together at several junctions has reasons that
 * no table of conflicts tells. Pure.
 */
final class CompatibleStages {
    /** More choices than this make decisions slower and hardly better. */
    static final int MOST = 16;
    /** How many sets are looked for at most; of these the ones that let most links go are taken. */
    private static final int MOST_LOOKED_AT = 256;

    private final long[] together;
    private final List<Long> found = new ArrayList<>();

    private CompatibleStages(long[] together) {
        this.together = together;
    }

    /**
     * Sets of groups as bits, without those of {@code given}; where there are too many, those that let most links go, as many as
     * make {@link #MOST} with the given ones.
     */
    static List<Long> beyond(List<Long> given, LinkGroups groups) {
        int n = groups.groups().size();
        long junctions = groups.groups().stream()
                .flatMap(group -> group.links().stream())
                .flatMap(link -> link.junction().stream())
                .map(SumoNet.Junction::id)
                .distinct()
                .count();
        if (junctions != 1 || n == 0) return List.of();
        long[] together = new long[n];
        for (int a = 0; a < n; a++)
            for (int b = 0; b < n; b++) if (a != b && !groups.conflicts(a, b)) together[a] |= 1L << b;
        CompatibleStages stages = new CompatibleStages(together);
        stages.extend(0, n == 64 ? -1L : (1L << n) - 1, 0);
        stages.found.removeAll(given);
        stages.found.sort(Comparator.comparingInt((Long set) -> links(set, groups))
                .reversed()
                .thenComparing(Comparator.naturalOrder()));
        return List.copyOf(stages.found.subList(0, Math.clamp(MOST - given.size(), 0, stages.found.size())));
    }

    private static int links(long set, LinkGroups groups) {
        int links = 0;
        for (long rest = set; rest != 0; rest &= rest - 1)
            links += groups.groups()
                    .get(Long.numberOfTrailingZeros(rest))
                    .links()
                    .size();
        return links;
    }

    private void extend(long chosen, long candidates, long excluded) {
        if (found.size() >= MOST_LOOKED_AT) return;
        if (candidates == 0 && excluded == 0) {
            found.add(chosen);
            return;
        }
        long left = candidates;
        long done = excluded;
        while (left != 0) {
            int group = Long.numberOfTrailingZeros(left);
            long bit = 1L << group;
            extend(chosen | bit, left & together[group], done & together[group]);
            left &= ~bit;
            done |= bit;
        }
    }
}
