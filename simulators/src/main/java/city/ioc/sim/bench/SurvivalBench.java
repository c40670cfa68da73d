package city.ioc.sim.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How fast the lamps fall back and return when parts are killed, and whether every reading is stored once. */
final class SurvivalBench implements Bench {
    private static final double LOCAL_LIMIT_S = 3;
    private static final double BACK_LIMIT_S = 10;

    @Override
    public String name() {
        return "survival";
    }

    @Override
    public String purpose() {
        return "gateway, a core node and the database killed while numbered readings are sent";
    }

    @Override
    public Map<String, Object> run(BenchContext context, List<String> arguments) {
        Survival.Seen seen = Survival.run(context.city(), context.state().cache());
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("readingsSent", seen.sent());
        figures.put("readingsStored", seen.stored());
        figures.put("everyReadingOnce", seen.sent() == seen.stored() && seen.stored() == seen.distinct());
        figures.put("secondsToLocalPlan", seen.localSeconds());
        figures.put("secondsUntilBackUnderTheCore", seen.backSeconds());
        figures.put(
                "localWithin3s", seen.localSeconds().values().stream().allMatch(seconds -> seconds <= LOCAL_LIMIT_S));
        figures.put("backWithin10s", seen.backSeconds().values().stream().allMatch(seconds -> seconds <= BACK_LIMIT_S));
        return figures;
    }
}
