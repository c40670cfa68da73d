package city.ioc.sim.sumo;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * SUMO's NEMA programs as programs of phases: two rings that run side by side between barriers. Their phases name single movements;
 * what goes together is a phase of each ring on the same side of a barrier, the first with the first and so on. Other pairs are
 * found as what may go together ({@link CompatibleStages}). Pure.
 */
final class RingBarrier {
    static final String TYPE = "NEMA";
    /** A green that the program bounds at nothing shorter, seconds. */
    private static final double LONGEST_S = 30;

    private static final double AMBER_S = 3;

    private RingBarrier() {}

    /**
     * The phases of a cycle with ambers in between.
     *
     * @param named phases by the name that the rings use
     * @param parameters of the program: {@code ring1}, {@code ring2}, {@code barrierPhases}, {@code barrier2Phases}
     * @return empty where the rings are not given
     */
    static List<SumoNet.Phase> unroll(Map<String, SumoNet.Phase> named, Map<String, String> parameters) {
        Set<String> barriers = new HashSet<>(list(parameters, "barrierPhases"));
        barriers.addAll(list(parameters, "barrier2Phases"));
        List<List<String>> first = sides(list(parameters, "ring1"), barriers);
        List<List<String>> second = sides(list(parameters, "ring2"), barriers);
        List<SumoNet.Phase> greens = new ArrayList<>();
        for (int side = 0; side < Math.max(first.size(), second.size()); side++) {
            List<String> a = side < first.size() ? first.get(side) : List.of();
            List<String> b = side < second.size() ? second.get(side) : List.of();
            for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
                SumoNet.Phase one = a.isEmpty() ? null : named.get(a.get(Math.min(i, a.size() - 1)));
                SumoNet.Phase other = b.isEmpty() ? null : named.get(b.get(Math.min(i, b.size() - 1)));
                if (one == null && other == null) continue;
                SumoNet.Phase base = one == null ? other : one;
                if (base == null) continue;
                String state = one == null || other == null ? base.state() : together(one.state(), other.state());
                double lasts = Double.isNaN(base.maxS()) ? base.durationS() : Math.min(base.durationS(), base.maxS());
                greens.add(new SumoNet.Phase(Math.min(LONGEST_S, lasts), base.minS(), base.maxS(), state));
            }
        }
        return withAmbers(greens);
    }

    private static List<SumoNet.Phase> withAmbers(List<SumoNet.Phase> greens) {
        List<SumoNet.Phase> all = new ArrayList<>();
        for (int i = 0; i < greens.size(); i++) {
            String now = greens.get(i).state();
            String next = greens.get((i + 1) % greens.size()).state();
            StringBuilder amber = new StringBuilder();
            for (int l = 0; l < now.length(); l++)
                amber.append(
                        ProgramStages.isGreen(now.charAt(l)) && !ProgramStages.isGreen(next.charAt(l))
                                ? 'y'
                                : now.charAt(l));
            all.add(greens.get(i));
            if (amber.indexOf("y") >= 0) all.add(new SumoNet.Phase(AMBER_S, Double.NaN, Double.NaN, amber.toString()));
        }
        return List.copyOf(all);
    }

    /** The better of two letters at each place. */
    private static String together(String a, String b) {
        StringBuilder both = new StringBuilder();
        for (int i = 0; i < Math.min(a.length(), b.length()); i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            both.append(x == 'G' || y == 'G' ? 'G' : x == 'g' || y == 'g' ? 'g' : x == 's' ? x : y);
        }
        return both.toString();
    }

    private static List<List<String>> sides(List<String> ring, Set<String> barriers) {
        List<List<String>> sides = new ArrayList<>();
        List<String> side = new ArrayList<>();
        for (String phase : ring) {
            if (!phase.equals("0")) side.add(phase);
            if (!barriers.contains(phase)) continue;
            sides.add(side);
            side = new ArrayList<>();
        }
        if (!side.isEmpty()) sides.add(side);
        return sides;
    }

    private static List<String> list(Map<String, String> parameters, String key) {
        String text = parameters.getOrDefault(key, "").trim();
        return text.isEmpty() ? List.of() : List.of(text.split("[,\\s]+"));
    }
}
