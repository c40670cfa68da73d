package city.ioc.sim.bench;

import city.ioc.contracts.city.CityFiles;
import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.config.SettingKey;
import city.ioc.contracts.id.GatewayId;
import city.ioc.sim.sumo.SumoCity;
import city.ioc.sim.sumo.SumoRun;
import city.ioc.sim.sumo.SumoScenario;
import city.ioc.sim.sumo.SumoStreet;
import city.ioc.sim.sumo.TripMeasures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * A scenario of SUMO as the streets of a whole city: its devices speak MQTT, the core decides, and the lamps of the controllers are
 * SUMO's. One run, by the clock or a multiple of it.
 */
public final class SignalsThroughMqtt {
    private static final GatewayId GATEWAY = new GatewayId("gw-1");
    /** For the city to start and all its controllers to follow the core, beside the run itself. */
    private static final Duration SETTLE = Duration.ofMinutes(6);

    private static final double SLOWEST_SHARE = 0.5;
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private SignalsThroughMqtt() {}

    /**
     * What came of it.
     *
     * @param commandedShare share of the controllers' reports that say they follow the core
     * @param worstLagS how far the street was behind its clock at most, city time
     */
    public record Result(SumoRun.Result run, double commandedShare, double worstLagS) {}

    /**
     * Runs it on a city of its own.
     *
     * @param scenario as far as it is to run
     * @param work folder for the city's files, and for what SUMO wrote of the run, in {@link SumoStreet#FINISHED}
     * @param cache folder with the compiled database extension
     */
    public static Result run(SumoScenario scenario, int seed, double speed, Path work, Path cache) {
        Path files = work.resolve("city");
        try {
            CityFiles.write(files, SumoCity.of(scenario).city());
        } catch (IOException e) {
            throw new BenchException("the city cannot be written to " + files + ": " + e, e);
        }
        Map<SettingKey, String> settings = new HashMap<>();
        settings.put(
                SettingKey.IOC_SUMO,
                String.valueOf(scenario.config().toAbsolutePath().getParent()));
        settings.put(SettingKey.IOC_SUMO_UNTIL, Double.toString(scenario.endS() - scenario.beginS()));
        List<String> arguments = List.of("--speed", Double.toString(speed), "--seed", Integer.toString(seed));
        try (BenchCity city = BenchCity.start(files, cache, arguments, settings);
                LampJudge lamps = new LampJudge(city, GATEWAY);
                Prometheus simulator = new Prometheus(city.port("simulator.metrics"));
                Prometheus core = new Prometheus(city.port("core.metrics"))) {
            Path finished = city.state().root().resolve("sumo").resolve(SumoStreet.FINISHED);
            double worstLag = await(city, finished, scenario, speed, simulator);
            long asked = Math.round(core.sum("ioc_core_strategy_asked_total"));
            double cpuNanos = core.sum("ioc_core_strategy_cpu_nanoseconds_total");
            keep(finished, work.resolve(SumoStreet.FINISHED));
            SumoStreet.Finished end = read(finished.resolve(SumoStreet.RUN_FILE));
            TripMeasures measures = TripMeasures.of(finished.resolve(SumoStreet.TRIPS_FILE), end.endS());
            SumoRun.Result result = new SumoRun.Result(
                    seed,
                    measures,
                    Optional.empty(),
                    end.lockedAtS(),
                    lamps.faults(),
                    OptionalInt.empty(),
                    asked,
                    asked == 0 ? 0 : cpuNanos / 1000 / asked);
            return new Result(result, lamps.commandedShare(), worstLag);
        }
    }

    /** Waits for the end of the run; the longest lag of the street on the way. */
    private static double await(
            BenchCity city, Path finished, SumoScenario scenario, double speed, Prometheus simulator) {
        double runS = (scenario.endS() - scenario.beginS()) / speed;
        long limit = System.nanoTime() + SETTLE.toNanos() + (long) (runS / SLOWEST_SHARE * 1e9);
        double worstLag = 0;
        while (!Files.exists(finished.resolve(SumoStreet.RUN_FILE))) {
            if (!city.isAlive()) throw new BenchException("the city ended; it said:\n" + city.lastLines());
            if (System.nanoTime() > limit)
                throw new BenchException("SUMO did not come to the end of the run in twice the time it should take, "
                        + Math.round(2 * runS) + " s; the machine is too slow for --speed " + speed
                        + ". The city said:\n" + city.lastLines());
            worstLag = Math.max(worstLag, simulator.sum("ioc_sim_street_lag_seconds"));
            pause();
        }
        return worstLag;
    }

    /** Takes what SUMO wrote out of the city's state folder, which goes with the city. */
    private static void keep(Path from, Path to) {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Path here = to.resolve(from.relativize(each));
                if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) Files.createDirectories(here);
                else if (!Files.isSymbolicLink(each)) Files.copy(each, here);
            }
        } catch (IOException e) {
            throw new BenchException("what SUMO wrote cannot be kept in " + to + ": " + e, e);
        }
    }

    private static SumoStreet.Finished read(Path file) {
        try {
            return CityJson.mapper().readValue(Files.readAllBytes(file), SumoStreet.Finished.class);
        } catch (IOException e) {
            throw new BenchException(file + " cannot be read: " + e, e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_EVERY.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }
}
