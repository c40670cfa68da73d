package city.ioc.sim.bench;

import city.ioc.contracts.city.City;
import city.ioc.contracts.city.CityFiles;
import city.ioc.sim.traffic.GroundTruth;
import city.ioc.sim.traffic.SimulationSettings;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The demo city over a weekday under one control strategy after another: the delay that its road users really had, with the same
 * vehicles in each. Hours are looked at one by one, in their middle.
 */
final class DayBench implements Bench {
    /** What the streets live through before the window in one thread; a whole city takes about as long to start. */
    private static final Duration DIRECT_LEAD = Duration.ofMinutes(10);

    @Override
    public String name() {
        return "day";
    }

    @Override
    public String purpose() {
        return "the demo city over a weekday, through MQTT or in one thread: delay under each strategy  "
                + DayArguments.USAGE;
    }

    @Override
    public Map<String, Object> run(BenchContext context, List<String> given) {
        DayArguments arguments = DayArguments.parse(given);
        City city = CityFiles.read(context.city());
        SimulationSettings settings = SimulationSettings.read(context.city(), city);
        LocalDate day = DayWindow.nextWeekday(Instant.now(), city.timeZone());
        DayCity cities = new DayCity(context, arguments, city);
        List<HourSample> samples = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (int hour : arguments.hours()) {
            DayWindow window = DayWindow.of(day, hour, arguments.minutes(), city.timeZone());
            for (String strategy : arguments.strategies()) {
                String what = String.format("%02d:00 %s", hour, strategy);
                try {
                    HourSample sample = arguments.direct()
                            ? direct(city, settings, arguments.seed(), hour, window, strategy)
                            : cities.sample(hour, window, strategy);
                    samples.add(sample);
                    System.err.printf(
                            "%s %.1f s%s%n",
                            what, sample.delay().meanS(), sample.keptUp() ? "" : "; the city did not keep up");
                } catch (BenchException e) {
                    // The other hours are worth having.
                    failures.add(what + ": " + e.getMessage());
                    System.err.println("ioc: " + what + ": " + e.getMessage());
                    if (Thread.currentThread().isInterrupted()) throw e;
                }
            }
        }
        if (samples.isEmpty()) throw new BenchException("no hour could be measured");
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("path", arguments.direct() ? "one thread" : "MQTT");
        if (!arguments.direct()) figures.put("speed", arguments.speed());
        figures.put("weekday", day.toString());
        figures.put("minutesPerHour", arguments.minutes());
        figures.put("seed", arguments.seed());
        if (!failures.isEmpty()) figures.put("failures", failures);
        figures.putAll(DayFigures.of(arguments.strategies(), settings::vehiclesPerHour, samples));
        return figures;
    }

    private static HourSample direct(
            City city, SimulationSettings settings, long seed, int hour, DayWindow window, String strategy) {
        StringWriter truth = new StringWriter();
        DirectCity run =
                new DirectCity(city, settings, seed, window.from().minus(DIRECT_LEAD), strategy, GroundTruth.to(truth));
        run.run(DIRECT_LEAD.plus(window.length()).plusSeconds(1));
        return new HourSample(
                hour,
                strategy,
                TrueDelay.of(truth.toString().lines(), window),
                run.shownFaults(),
                true,
                Map.of("decisionMicros", TrueDelay.tenths(run.decisionMicros())));
    }
}
