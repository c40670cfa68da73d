package city.ioc.sim.bench.fuzz;

import java.util.EnumSet;

/** Lives worlds for a test that has loaded the guard or the monitor in a changed form. */
public final class MutantProbe {
    private MutantProbe() {}

    /** The rule that the first violation broke; empty when none was found. */
    public static String probe(String kind, long ticks) {
        return SafetyFuzz.run(20_261_127, ticks, EnumSet.of(World.Kind.valueOf(kind)), 1, lived -> {})
                .failures()
                .stream()
                .findFirst()
                .map(failure -> failure.violation().kind().name())
                .orElse("");
    }
}
