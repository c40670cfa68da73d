package city.ioc.sim.bench;

import city.ioc.contracts.city.CityJson;
import city.ioc.local.FreePort;
import city.ioc.sim.sumo.MotorcycleStreets;
import city.ioc.sim.sumo.SignalText;
import city.ioc.sim.sumo.SumoException;
import city.ioc.sim.sumo.SumoRun;
import city.ioc.sim.sumo.SumoScenario;
import city.ioc.sim.sumo.SumoSignals;
import city.ioc.sim.sumo.SumoStrategies;
import city.ioc.sim.sumo.TripMeasures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;

/** Controllers measured on street networks of SUMO: one table line and one JSON object a seed, median and mean over seeds. */
final class SignalsBench implements Bench {
    private static final String LINE = "%-6s %8s %8s %8s %8s %9s %7s %11s %12s%n";

    @Override
    public String name() {
        return "signals";
    }

    @Override
    public String purpose() {
        return "controllers on networks of SUMO  " + SignalsArguments.USAGE;
    }

    @Override
    public Map<String, Object> run(BenchContext context, List<String> arguments) {
        SignalsArguments wanted = SignalsArguments.parse(arguments);
        try {
            SumoScenario whole = scenario(context, wanted);
            return measure(
                    context,
                    wanted,
                    wanted.untilS().isPresent() ? whole.until(wanted.untilS().getAsDouble()) : whole);
        } catch (SumoException e) {
            throw new BenchException(String.valueOf(e.getMessage()), e);
        }
    }

    private static Map<String, Object> measure(BenchContext context, SignalsArguments wanted, SumoScenario scenario) {
        SumoSignals signals = SumoSignals.of(scenario.readNet(), wanted.detection() == SumoRun.Detection.LOOPS);
        if (wanted.describe()) {
            System.out.print(SignalText.of(signals));
            return Map.of();
        }
        System.out.printf(
                Locale.ROOT,
                "%s, %s, %s, seconds %.0f-%.0f, %d signalised intersections%n",
                scenario.name(),
                wanted.controller().text(),
                wanted.detectionText(),
                scenario.beginS(),
                scenario.endS(),
                signals.controlled().size());
        SignalText.left(signals).forEach(System.out::println);
        if (wanted.through() == SignalsArguments.Through.MQTT)
            System.out.printf(
                    Locale.ROOT,
                    "through MQTT at %s times the clock: about %d min a seed%n",
                    wanted.speed(),
                    Math.round((scenario.endS() - scenario.beginS()) / wanted.speed() / 60) + 2);
        System.out.printf(
                LINE,
                "seed",
                "delay s",
                "wait s",
                "trip s",
                "arrived",
                "max wait",
                "locked",
                "violations",
                "µs/decision");
        List<SumoRun.Result> results = runAll(context, wanted, scenario);
        Map<String, Object> figures = figures(wanted, scenario, results);
        printSummary(results);
        if (wanted.json() != null) write(wanted.json(), figures);
        return figures;
    }

    /** The folder's scenario, or the generated one of that name. */
    private static SumoScenario scenario(BenchContext context, SignalsArguments wanted) {
        if (!wanted.scenario().toString().equals(MotorcycleStreets.NAME)) return SumoScenario.in(wanted.scenario());
        MotorcycleStreets.Made made =
                MotorcycleStreets.make(context.state().bench().resolve(MotorcycleStreets.NAME), FreePort::find);
        System.out.printf(
                Locale.ROOT,
                "discharge of a lane at a stop line, measured from the 4th second of green: %.0f cars/h, %.0f motorcycles/h:"
                        + " a motorcycle is %.2f PCU%n",
                made.carsPerHour(),
                made.motorcyclesPerHour(),
                made.motorcyclePcu());
        return made.scenario();
    }

    private static List<SumoRun.Result> runAll(BenchContext context, SignalsArguments wanted, SumoScenario scenario) {
        List<SumoRun.Result> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(wanted.parallel())) {
            List<Future<SumoRun.Result>> running = new ArrayList<>();
            for (int seed : wanted.seeds()) running.add(threads.submit(() -> runOne(context, wanted, scenario, seed)));
            for (Future<SumoRun.Result> each : running) {
                SumoRun.Result result = each.get();
                results.add(result);
                printLine(Integer.toString(result.seed()), result);
                result.violations().stream().limit(3).forEach(text -> System.out.println("       " + text));
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SumoException known) throw known;
            throw new BenchException("a run broke: " + e.getCause(), e);
        }
    }

    private static SumoRun.Result runOne(
            BenchContext context, SignalsArguments wanted, SumoScenario scenario, int seed) {
        Path folder = null;
        try {
            Files.createDirectories(context.state().bench());
            folder = Files.createTempDirectory(context.state().bench(), "sumo-");
            if (wanted.through() == SignalsArguments.Through.MQTT)
                return throughMqtt(context, wanted, scenario, seed, folder);
            SumoRun.Options options = new SumoRun.Options(
                    wanted.controller(),
                    wanted.detection(),
                    seed,
                    layout -> SumoStrategies.of(wanted.controller(), layout),
                    wanted.cutS(),
                    wanted.collisions(),
                    folder);
            return new SumoRun(scenario, options, FreePort::find).run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (folder != null) TemporaryFolder.remove(folder);
        }
    }

    private static SumoRun.Result throughMqtt(
            BenchContext context, SignalsArguments wanted, SumoScenario scenario, int seed, Path folder) {
        SignalsThroughMqtt.Result result = SignalsThroughMqtt.run(
                scenario, seed, wanted.speed(), folder, context.state().cache());
        System.out.printf(
                Locale.ROOT,
                "       controllers followed the core %.1f %% of the time; the street was behind its clock by at most %.1f s%n",
                result.commandedShare() * 100,
                result.worstLagS());
        return result.run();
    }

    private static void printLine(String label, SumoRun.Result result) {
        TripMeasures measures = result.measures();
        System.out.printf(
                Locale.ROOT,
                LINE,
                label,
                String.format(Locale.ROOT, "%.2f", measures.delayS()),
                String.format(Locale.ROOT, "%.2f", measures.waitS()),
                String.format(Locale.ROOT, "%.2f", measures.tripS()),
                measures.arrived() + "/" + measures.vehicles(),
                String.format(Locale.ROOT, "%.0f", measures.maxWaitS()),
                result.lockedAtS().isPresent() ? "LOCKED" : "no",
                result.violations().size(),
                String.format(Locale.ROOT, "%.1f", result.decisionUs()));
        result.collisions().ifPresent(count -> System.out.printf("       collisions seen by SUMO: %d%n", count));
        result.afterCut()
                .ifPresent(after -> System.out.printf(
                        Locale.ROOT,
                        "       due after the cut: delay %.2f s of %d%n",
                        after.delayS(),
                        after.vehicles()));
    }

    private static void printSummary(List<SumoRun.Result> results) {
        System.out.printf(
                Locale.ROOT,
                "median delay %.2f s, mean delay %.2f s, %d of %d seeds locked, %d violations%n",
                median(results, result -> result.measures().delayS()),
                mean(results, result -> result.measures().delayS()),
                results.stream().filter(each -> each.lockedAtS().isPresent()).count(),
                results.size(),
                results.stream().mapToInt(each -> each.violations().size()).sum());
    }

    private static Map<String, Object> figures(
            SignalsArguments wanted, SumoScenario scenario, List<SumoRun.Result> results) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("scenario", scenario.name());
        figures.put("controller", wanted.controller().text());
        figures.put("detection", wanted.detectionText());
        figures.put("through", wanted.throughText());
        both(figures, "delay_s", results, result -> result.measures().delayS());
        both(figures, "wait_s", results, result -> result.measures().waitS());
        both(figures, "trip_s", results, result -> result.measures().tripS());
        both(figures, "arrived", results, result -> result.measures().arrived());
        both(figures, "max_wait_s", results, result -> result.measures().maxWaitS());
        figures.put(
                "locked",
                results.stream().filter(each -> each.lockedAtS().isPresent()).count());
        figures.put(
                "safety_violations",
                results.stream().mapToInt(each -> each.violations().size()).sum());
        both(figures, "decision_us", results, SumoRun.Result::decisionUs);
        wanted.cutS().ifPresent(cut -> {
            figures.put("cut_s", cut);
            both(
                    figures,
                    "after_cut_delay_s",
                    results,
                    result -> result.afterCut().orElseThrow().delayS());
        });
        figures.put("seeds", results.stream().map(SignalsBench::seedFigures).toList());
        return figures;
    }

    private static Map<String, Object> seedFigures(SumoRun.Result result) {
        Map<String, Object> seed = new LinkedHashMap<>();
        seed.put("seed", result.seed());
        seed.put("vehicles", result.measures().vehicles());
        seed.put("delay_s", round(result.measures().delayS()));
        seed.put("wait_s", round(result.measures().waitS()));
        seed.put("trip_s", round(result.measures().tripS()));
        seed.put("arrived", result.measures().arrived());
        seed.put("max_wait_s", round(result.measures().maxWaitS()));
        seed.put("locked", result.lockedAtS().isPresent());
        result.lockedAtS().ifPresent(at -> seed.put("locked_at_s", at));
        seed.put("safety_violations", result.violations().size());
        result.collisions().ifPresent(count -> seed.put("collisions", count));
        seed.put("decision_us", round(result.decisionUs()));
        seed.put("decisions", result.decisions());
        result.afterCut().ifPresent(after -> seed.put("after_cut_delay_s", round(after.delayS())));
        return seed;
    }

    private static void both(
            Map<String, Object> figures,
            String name,
            List<SumoRun.Result> results,
            ToDoubleFunction<SumoRun.Result> value) {
        figures.put("median_" + name, round(median(results, value)));
        figures.put("mean_" + name, round(mean(results, value)));
    }

    private static double mean(List<SumoRun.Result> results, ToDoubleFunction<SumoRun.Result> value) {
        return results.stream().mapToDouble(value).average().orElse(0);
    }

    private static double median(List<SumoRun.Result> results, ToDoubleFunction<SumoRun.Result> value) {
        double[] sorted = results.stream().mapToDouble(value).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static double round(double value) {
        return Math.round(value * 100) / 100.0;
    }

    private static void write(Path file, Map<String, Object> figures) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) Files.createDirectories(folder);
            Files.writeString(
                    file, CityJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(figures) + "\n");
        } catch (IOException e) {
            throw new BenchException("the figures cannot be written to " + file + ": " + e, e);
        }
    }
}
