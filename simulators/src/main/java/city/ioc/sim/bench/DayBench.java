package city.ioc.sim.bench;

import city.ioc.contracts.city.City;
import city.ioc.contracts.city.CityFiles;
import city.ioc.sim.traffic.GroundTruth;
import city.ioc.sim.traffic.SimulationSettings;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The demo city over a weekday under one control strategy after another: the delay that its road users really had. */
final class DayBench implements Bench {
    /** A Tuesday without a holiday. */
    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);

    private static final List<String> STRATEGIES = List.of("fixed-time", "vehicle-actuated", "adaptive");

    @Override
    public String name() {
        return "day";
    }

    @Override
    public String purpose() {
        return "the demo city over a weekday, in one thread: delay under each control strategy"
                + "  [--minutes PER-HOUR 60] [--hours 0-24] [--seed 1] [--strategies A,B]";
    }

    @Override
    public Map<String, Object> run(BenchContext context, List<String> arguments) {
        int minutes = Integer.parseInt(option(arguments, "--minutes", "60"));
        String[] hours = option(arguments, "--hours", "0-24").split("-");
        long seed = Long.parseLong(option(arguments, "--seed", "1"));
        City city = CityFiles.read(context.city());
        SimulationSettings settings = SimulationSettings.read(context.city(), city);
        Map<String, Object> figures = new LinkedHashMap<>();
        for (String strategy :
                option(arguments, "--strategies", String.join(",", STRATEGIES)).split(","))
            figures.put(
                    strategy,
                    day(
                            city,
                            settings,
                            seed,
                            strategy,
                            Integer.parseInt(hours[0]),
                            Integer.parseInt(hours[1]),
                            minutes));
        return figures;
    }

    private static Map<String, Object> day(
            City city, SimulationSettings settings, long seed, String strategy, int from, int until, int minutes) {
        TrueDelay all = new TrueDelay();
        Map<String, Object> byHour = new LinkedHashMap<>();
        int faults = 0;
        double micros = 0;
        for (int hour = from; hour < until; hour++) {
            Instant start =
                    DAY.atTime(LocalTime.of(hour, 0)).atZone(city.timeZone()).toInstant();
            StringWriter lines = new StringWriter();
            DirectCity run = new DirectCity(city, settings, seed, start, strategy, GroundTruth.to(lines));
            run.run(Duration.ofMinutes(minutes).plusSeconds(1));
            TrueDelay delay = TrueDelay.of(lines.toString().lines());
            all.add(delay);
            byHour.put(String.format("%02d", hour), delay.figures());
            faults += run.shownFaults();
            micros = run.decisionMicros();
            System.err.printf("%s %02d:00 %s%n", strategy, hour, delay.figures());
        }
        Map<String, Object> figures = new LinkedHashMap<>(all.figures());
        figures.put("shownFaults", faults);
        figures.put("decisionMicros", Math.round(micros * 10) / 10.0);
        figures.put("byHour", byHour);
        return figures;
    }

    private static String option(List<String> arguments, String name, String otherwise) {
        int at = arguments.indexOf(name);
        return at >= 0 && at + 1 < arguments.size() ? arguments.get(at + 1) : otherwise;
    }
}
