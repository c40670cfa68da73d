package city.ioc.signal.design;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Offsets for a street of signals. Up to three signals every combination is tried; with more, hills are climbed from several starts,
 * moving one signal at a time and all signals behind it together (TRANSYT's search, with every step instead of some). The first
 * signal keeps offset 0; the same input gives the same offsets. Pure.
 */
public final class OffsetSearch {
    private static final int MOST_TRIED_WHOLE = 3;

    private OffsetSearch() {}

    /** What is wanted of offsets. */
    public enum Aim {
        /**
         * Wide bands in both directions: the narrower one counts, of what the other has more a tenth; of equals the one with less
         * delay.
         */
        BAND,
        /** The least delay of dispersing platoons. */
        DELAY
    }

    /** Offsets by signal, seconds, with what they are good for. */
    public record Result(List<Integer> offsetsS, Progression.Bands bands, double waitingPcu) {}

    /** What given offsets are good for. */
    public static Result judge(Progression street, int[] offsets) {
        return new Result(Arrays.stream(offsets).boxed().toList(), street.bands(offsets), street.waitingPcu(offsets));
    }

    /** The best offsets found. */
    public static Result search(Progression street, Aim aim) {
        int n = street.signals().size();
        int[] best = new int[n];
        if (n <= MOST_TRIED_WHOLE) {
            best = tryAll(street, aim, best);
        } else {
            for (int[] start : starts(street)) {
                // Where bands are shut there is no slope to climb: the least delay is the better place to begin.
                int[] from = aim == Aim.BAND ? climb(street, Aim.DELAY, start) : start;
                int[] top = climb(street, aim, from);
                if (cost(street, aim, top) < cost(street, aim, best) - 1e-9) best = top;
            }
        }
        return judge(street, best);
    }

    private static double worth(Progression.Bands bands) {
        double narrow = Math.min(bands.forwardS(), bands.backwardS());
        return 2 * narrow + 0.1 * (bands.sumS() - 2 * narrow);
    }

    /** Lower is better. Delay decides between equal bands, scaled so that it never outweighs a tenth of a second of band. */
    static double cost(Progression street, Aim aim, int[] offsets) {
        double waiting = street.waitingPcu(offsets);
        return switch (aim) {
            case DELAY -> waiting;
            case BAND -> -worth(street.bands(offsets)) + 0.01 * waiting / (1 + waiting);
        };
    }

    private static int[] tryAll(Progression street, Aim aim, int[] zero) {
        int n = zero.length;
        int cycle = street.cycleS();
        int[] best = zero.clone();
        double least = cost(street, aim, best);
        int[] trial = zero.clone();
        for (int second = 0; second < cycle; second++) {
            trial[1] = second;
            for (int third = 0; third < (n > 2 ? cycle : 1); third++) {
                if (n > 2) trial[2] = third;
                double cost = cost(street, aim, trial);
                if (cost >= least - 1e-9) continue;
                least = cost;
                best = trial.clone();
            }
        }
        return best;
    }

    /** All at once, the green wave forward, the green wave backward, and every second one half a cycle later. */
    private static List<int[]> starts(Progression street) {
        int n = street.signals().size();
        int cycle = street.cycleS();
        int[] forward = new int[n];
        int[] backward = new int[n];
        int[] alternating = new int[n];
        for (int i = 1; i < n; i++) {
            Progression.Signal here = street.signals().get(i);
            Progression.Signal before = street.signals().get(i - 1);
            forward[i] = shifted(
                    forward[i - 1],
                    here.forward().travelS()
                            + before.forward().greenStartS()
                            - here.forward().greenStartS(),
                    cycle);
            backward[i] = shifted(
                    backward[i - 1],
                    before.backward().greenStartS()
                            - before.backward().travelS()
                            - here.backward().greenStartS(),
                    cycle);
            alternating[i] = i % 2 * (cycle / 2);
        }
        List<int[]> starts = new ArrayList<>(List.of(new int[n], forward, backward, alternating));
        int[] between = new int[n];
        for (int i = 0; i < n; i++) between[i] = i % 2 == 0 ? forward[i] : backward[i];
        starts.add(between);
        starts.forEach(start -> start[0] = 0);
        return starts;
    }

    private static int shifted(int offset, double by, int cycle) {
        return Math.floorMod((int) Math.round(offset + by), cycle);
    }

    private static int[] climb(Progression street, Aim aim, int[] start) {
        int cycle = street.cycleS();
        int[] best = start.clone();
        double least = cost(street, aim, best);
        boolean better = true;
        while (better) {
            better = false;
            for (int from = 1; from < best.length; from++)
                for (boolean tail : new boolean[] {true, false}) {
                    int[] base = best.clone();
                    for (int step = 1; step < cycle; step++) {
                        int[] trial = base.clone();
                        int last = tail ? best.length : from + 1;
                        for (int i = from; i < last; i++) trial[i] = (base[i] + step) % cycle;
                        double cost = cost(street, aim, trial);
                        if (cost >= least - 1e-9) continue;
                        least = cost;
                        best = trial;
                        better = true;
                    }
                }
        }
        return best;
    }
}
