package city.ioc.sim.bench.fuzz;

import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.live.Lamp;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.SignalGroup;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges lamps by what they show and by nothing else, in real time. Written for itself: it shares no code with the guards, the
 * controller or the monitor that it judges. Confined to one thread.
 */
final class LampOracle {
    private final List<SignalGroup> groups;
    private final boolean[][] conflict;
    private final long[][] intergreenMs;
    private final long toleranceMs;
    private final Lamp[] shown;
    private final long[] since;
    /** When traffic of the group was last released: end of green, end of flashing, end of darkness. */
    private final long[] releasedUntil;

    private final long[] redSince;
    private final boolean[] excused;
    private final List<Violation> found = new ArrayList<>();
    private long longestRedMs = Long.MAX_VALUE;

    LampOracle(Intersection x, long toleranceMs, long nowMs) {
        groups = x.groups();
        int n = groups.size();
        this.toleranceMs = toleranceMs;
        conflict = new boolean[n][n];
        intergreenMs = new long[n][n];
        shown = new Lamp[n];
        since = new long[n];
        releasedUntil = new long[n];
        redSince = new long[n];
        excused = new boolean[n];
        for (int a = 0; a < n; a++) {
            shown[a] = Lamp.DARK;
            since[a] = releasedUntil[a] = redSince[a] = nowMs;
            for (int b = 0; b < n; b++) {
                SignalGroupId first = groups.get(a).id();
                SignalGroupId second = groups.get(b).id();
                conflict[a][b] = x.conflicts().between(first, second);
                intergreenMs[a][b] = x.intergreens()
                        .find(first, second)
                        .orElse(groups.get(a).endOfGreen())
                        .toMillis();
            }
        }
    }

    /** From now on a red of a lit signal that lasts longer than its group's longest red and this counts. */
    void judgeRed(long slackMs) {
        longestRedMs = slackMs;
    }

    /** A broken lamp is not held to times of its own until its next green begins; to conflicts it is. */
    void excuse(int group) {
        excused[group] = true;
    }

    /** What was found since this was asked last. */
    List<Violation> take() {
        if (found.isEmpty()) return List.of();
        List<Violation> taken = List.copyOf(found);
        found.clear();
        return taken;
    }

    /** Looks at all lamps at once. */
    void look(Lamp[] lamps, long nowMs, long tick) {
        for (int g = 0; g < lamps.length; g++) if (lamps[g] != shown[g]) judgeEnd(g, lamps[g], nowMs, tick);
        for (int g = 0; g < lamps.length; g++) {
            if (lamps[g] == Lamp.GREEN) judgeGreen(g, lamps, nowMs, tick);
            judgeRed(g, lamps[g], nowMs, tick);
        }
        for (int g = 0; g < lamps.length; g++) {
            if (lamps[g] == shown[g]) continue;
            if (lamps[g] == Lamp.GREEN) excused[g] = false;
            shown[g] = lamps[g];
            since[g] = nowMs;
        }
    }

    private void judgeEnd(int g, Lamp next, long nowMs, long tick) {
        Lamp before = shown[g];
        if (before == Lamp.GREEN || before == Lamp.FLASHING_AMBER || before == Lamp.DARK) releasedUntil[g] = nowMs;
        boolean goesOut = next == Lamp.FLASHING_AMBER || next == Lamp.DARK;
        if (excused[g] || goesOut) return;
        SignalGroup group = groups.get(g);
        if (before == Lamp.GREEN)
            atLeast(group.minGreen().toMillis(), nowMs - since[g], Violation.Kind.MIN_GREEN_SHORT, g, -1, tick);
        long endMs = group.endOfGreen().toMillis();
        if (before == Lamp.GREEN && next == Lamp.RED && endMs > 0)
            atLeast(endMs, 0, Violation.Kind.END_OF_GREEN_SHORT, g, -1, tick);
        if (before == Lamp.AMBER || before == Lamp.CLEARANCE)
            atLeast(endMs, nowMs - since[g], Violation.Kind.END_OF_GREEN_SHORT, g, -1, tick);
    }

    private void judgeGreen(int g, Lamp[] lamps, long nowMs, long tick) {
        boolean begins = shown[g] != Lamp.GREEN;
        for (int other = 0; other < lamps.length; other++) {
            if (!conflict[g][other]) continue;
            if (lamps[other] == Lamp.GREEN) {
                if (begins) report(Violation.Kind.CONFLICTING_GREEN, g, other, "both green", tick);
            } else if (begins) {
                atLeast(
                        intergreenMs[other][g],
                        lamps[other] == Lamp.RED || lamps[other] == Lamp.AMBER || lamps[other] == Lamp.CLEARANCE
                                ? nowMs - releasedUntil[other]
                                : 0,
                        Violation.Kind.INTERGREEN_SHORT,
                        g,
                        other,
                        tick);
            } else if (lamps[other] == Lamp.FLASHING_AMBER) {
                report(Violation.Kind.CONFLICTING_GREEN, g, other, "green against flashing amber", tick);
            }
        }
    }

    private void judgeRed(int g, Lamp lamp, long nowMs, long tick) {
        if (lamp == Lamp.GREEN || lamp == Lamp.FLASHING_AMBER || lamp == Lamp.DARK) redSince[g] = nowMs;
        if (longestRedMs == Long.MAX_VALUE) return;
        long limitMs = groups.get(g).maxRed().toMillis() + longestRedMs;
        if (nowMs - redSince[g] <= limitMs) return;
        report(Violation.Kind.RED_TOO_LONG, g, -1, "red for " + (nowMs - redSince[g]) + " ms", tick);
        redSince[g] = nowMs;
    }

    private void atLeast(long needMs, long wasMs, Violation.Kind kind, int g, int other, long tick) {
        if (needMs - wasMs > toleranceMs) report(kind, g, other, wasMs + " ms of " + needMs, tick);
    }

    private void report(Violation.Kind kind, int g, int other, String text, long tick) {
        String who =
                groups.get(g).id() + (other < 0 ? "" : "/" + groups.get(other).id());
        found.add(new Violation(kind, who + " " + text, tick));
    }
}
