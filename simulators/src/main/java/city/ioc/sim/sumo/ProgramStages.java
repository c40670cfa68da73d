package city.ioc.sim.sumo;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The stages of a SUMO program and the order it runs them in. A stage is a phase that shows green to somebody and amber to nobody;
 * what lies between two of them is their interstage. Immutable.
 *
 * @param stages what each stage shows, a letter a link
 * @param splits the stages in the program's order with their times
 * @param trailingS interstage after the last split, seconds: it leads to the first one
 */
record ProgramStages(List<String> stages, List<Split> splits, double trailingS) {
    /** Greens shorter than this that a neighbouring stage shows anyway are a part of the interstage, seconds. */
    private static final double SHORTEST_STAGE_S = 5;

    /**
     * One stage in the program's order.
     *
     * @param beforeS interstage that leads to it, seconds
     * @param greenS how long it shows, seconds
     */
    record Split(int stage, double beforeS, double greenS) {}

    ProgramStages {
        stages = List.copyOf(stages);
        splits = List.copyOf(splits);
    }

    /**
     * Reads a program.
     *
     * @param used places in the state that some link has
     */
    static ProgramStages of(List<SumoNet.Phase> phases, BitSet used) {
        boolean[] isStage = new boolean[phases.size()];
        for (int p = 0; p < isStage.length; p++)
            isStage[p] = isSteadyGreen(phases.get(p).state(), used);
        BitSet constant = constantGreen(phases, isStage, used);
        for (int p = 0; p < isStage.length; p++) {
            BitSet greens = greens(phases.get(p).state(), used);
            greens.andNot(constant);
            if (greens.isEmpty()) isStage[p] = false;
        }
        dropPassing(phases, isStage, used);
        return collect(phases, isStage, used);
    }

    /** Places that are green in every stage. */
    BitSet alwaysGreen() {
        BitSet always = new BitSet();
        for (int s = 0; s < stages.size(); s++) {
            BitSet greens = greens(stages.get(s), all(stages.get(s).length()));
            if (s == 0) always.or(greens);
            else always.and(greens);
        }
        return always;
    }

    static boolean isGreen(char letter) {
        return letter == 'G' || letter == 'g';
    }

    private static boolean isSteadyGreen(String state, BitSet used) {
        boolean green = false;
        for (int i = used.nextSetBit(0); i >= 0 && i < state.length(); i = used.nextSetBit(i + 1)) {
            char letter = state.charAt(i);
            if (letter == 'y' || letter == 'Y' || letter == 'u') return false;
            green |= isGreen(letter);
        }
        return green;
    }

    /** Places that show the same green in every phase that may be a stage: they make no stage of a phase. */
    private static BitSet constantGreen(List<SumoNet.Phase> phases, boolean[] isStage, BitSet used) {
        BitSet constant = (BitSet) used.clone();
        String first = null;
        for (int p = 0; p < isStage.length; p++) {
            if (!isStage[p]) continue;
            String state = phases.get(p).state();
            if (first == null) first = state;
            constant.and(greens(state, used));
            for (int i = constant.nextSetBit(0); i >= 0; i = constant.nextSetBit(i + 1))
                if (state.charAt(i) != first.charAt(i)) constant.clear(i);
        }
        return constant;
    }

    /** A short green between ambers that only shows what its neighbour shows too is no stage of its own. */
    private static void dropPassing(List<SumoNet.Phase> phases, boolean[] isStage, BitSet used) {
        boolean[] before = isStage.clone();
        for (int p = 0; p < isStage.length; p++) {
            if (!before[p] || phases.get(p).durationS() >= SHORTEST_STAGE_S) continue;
            BitSet mine = greens(phases.get(p).state(), used);
            for (int direction : new int[] {1, -1}) {
                int n = neighbour(before, p, direction);
                if (n == p) continue;
                BitSet other = greens(phases.get(n).state(), used);
                other.and(mine);
                if (other.equals(mine)) isStage[p] = false;
            }
        }
    }

    private static int neighbour(boolean[] isStage, int from, int direction) {
        int n = isStage.length;
        for (int i = 1; i < n; i++) {
            int p = Math.floorMod(from + i * direction, n);
            if (isStage[p]) return p;
        }
        return from;
    }

    private static ProgramStages collect(List<SumoNet.Phase> phases, boolean[] isStage, BitSet used) {
        List<String> stages = new ArrayList<>();
        List<Split> splits = new ArrayList<>();
        double interstage = 0;
        for (int p = 0; p < isStage.length; p++) {
            SumoNet.Phase phase = phases.get(p);
            double lasts = phase.durationS() > 0 ? phase.durationS() : Math.max(phase.minS(), SHORTEST_STAGE_S);
            if (!isStage[p]) {
                interstage += lasts;
                continue;
            }
            int stage = indexOf(stages, phase.state(), used);
            Split last = splits.isEmpty() ? null : splits.getLast();
            if (last != null && last.stage() == stage && interstage == 0) {
                splits.set(splits.size() - 1, new Split(stage, last.beforeS(), last.greenS() + lasts));
            } else {
                splits.add(new Split(stage, interstage, lasts));
            }
            interstage = 0;
        }
        return new ProgramStages(stages, splits, interstage);
    }

    private static int indexOf(List<String> stages, String state, BitSet used) {
        for (int s = 0; s < stages.size(); s++) if (showsSame(stages.get(s), state, used)) return s;
        stages.add(state);
        return stages.size() - 1;
    }

    private static boolean showsSame(String a, String b, BitSet used) {
        for (int i = used.nextSetBit(0); i >= 0 && i < a.length() && i < b.length(); i = used.nextSetBit(i + 1)) {
            boolean green = isGreen(a.charAt(i)) || isGreen(b.charAt(i));
            if (green && a.charAt(i) != b.charAt(i)) return false;
        }
        return true;
    }

    private static BitSet greens(String state, BitSet used) {
        BitSet greens = new BitSet();
        for (int i = used.nextSetBit(0); i >= 0 && i < state.length(); i = used.nextSetBit(i + 1))
            if (isGreen(state.charAt(i))) greens.set(i);
        return greens;
    }

    private static BitSet all(int length) {
        BitSet all = new BitSet();
        all.set(0, length);
        return all;
    }

    /** How many different stages there are; a program of one stage decides nothing. */
    int different() {
        Set<String> different = new HashSet<>(stages);
        return different.size();
    }
}
