package city.ioc.sim.bench;

import city.ioc.contracts.city.City;
import city.ioc.contracts.config.SettingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One hour of the weekday in a whole city: broker, database, core, gateway, API and simulator as processes of their own, which live
 * faster than the clock and begin some minutes before the measured window. A city for each hour and strategy, because time cannot
 * jump in one.
 */
final class DayCity {
    /** How long the strategy is in command before the window; the streets have been filled before. */
    private static final Duration WARM_UP = Duration.ofMinutes(3);

    private static final Duration LATE = Duration.ofSeconds(60);
    private static final double COMMANDED_SHARE = 0.99;

    private final BenchContext context;
    private final DayArguments arguments;
    private final City plan;

    DayCity(BenchContext context, DayArguments arguments, City plan) {
        this.context = context;
        this.arguments = arguments;
        this.plan = plan;
    }

    /** Where the city's clock is set to when its processes are started. */
    static Instant launch(DayWindow window, double speed, int startS) {
        return window.from()
                .minus(WARM_UP)
                .minusMillis(Math.round(startS * 1000 * speed))
                .truncatedTo(ChronoUnit.SECONDS);
    }

    HourSample sample(int hour, DayWindow window, String strategy) {
        Instant launch = launch(window, arguments.speed(), arguments.startS());
        long began = System.nanoTime();
        try (BenchCity city = BenchCity.start(
                        context.city(),
                        context.state().cache(),
                        List.of(
                                "--speed",
                                Double.toString(arguments.speed()),
                                "--seed",
                                Long.toString(arguments.seed()),
                                "--at",
                                DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
                                        LocalDateTime.ofInstant(launch, plan.timeZone()))),
                        Map.of(SettingKey.IOC_STRATEGY, strategy));
                Prometheus simulator = new Prometheus(city.port("simulator.metrics"));
                StreetLag lag = new StreetLag(simulator)) {
            double readyS = (System.nanoTime() - began) / 1e9;
            if (readyS > arguments.startS())
                throw new BenchException("the city needed " + Math.round(readyS) + " s to start; give it more than "
                        + arguments.startS() + " with --start, or the machine less to do");
            sleepUntil(began, launch, window.from());
            lag.restart();
            sleepUntil(began, launch, window.to());
            double worstLagS = lag.worstS();
            double meanLagS = lag.meanS();
            TrueDelay delay = awaitTruth(city, window);
            Map<String, Object> further = new LinkedHashMap<>();
            further.put("secondsToReady", TrueDelay.tenths(readyS));
            further.put("streetLagCityS", Map.of("worst", worstLagS, "mean", TrueDelay.tenths(meanLagS)));
            further.put("deviceMessages", simulator.sum("ioc_sim_messages_total"));
            further.put("deviceMessagesForgotten", simulator.sum("ioc_sim_dropped_total"));
            further.put("commandsByVerdict", simulator.byLabel("ioc_sim_commands_total", "verdict"));
            try (StoredRun run = new StoredRun(city)) {
                run.awaitUntil(window.to());
                Map<String, Double> modes = run.modes(window);
                LampAudit audit = new LampAudit(plan);
                run.replay(audit);
                further.put("rungShares", rounded(run.rungs(window)));
                further.put("modeShares", rounded(modes));
                further.put("shownFaultsByKind", audit.faults());
                further.put("conflictAlarms", run.conflictAlarms());
                further.put("alarms", run.alarms());
                // A second of real time: within it nothing has piled up.
                boolean keptUp = worstLagS < arguments.speed()
                        && modes.getOrDefault("COMMANDED", 0.0) + modes.getOrDefault("NIGHT_FLASH", 0.0)
                                > COMMANDED_SHARE;
                return new HourSample(hour, strategy, delay, audit.count(), keptUp, further);
            }
        }
    }

    private void sleepUntil(long began, Instant launch, Instant cityTime) {
        long real = Math.round(Duration.between(launch, cityTime).toNanos() / arguments.speed());
        long left = began + real - System.nanoTime();
        pause(Duration.ofNanos(Math.max(0, left)));
    }

    /** The ground truth is whole when the street, which may lag, has lived to the end of the window. */
    private static TrueDelay awaitTruth(BenchCity city, DayWindow window) {
        long deadline = System.nanoTime() + LATE.toNanos();
        while (true) {
            TrueDelay delay = TrueDelay.of(truth(city.state().root().resolve("ground-truth")).stream(), window);
            if (delay.isComplete()) return delay;
            if (System.nanoTime() > deadline)
                throw new BenchException("the street did not live to the end of the window within " + LATE.toSeconds()
                        + " s; the city cannot keep up. It said:\n" + city.lastLines());
            pause(Duration.ofSeconds(1));
        }
    }

    /** The whole lines of the logs of all runs of the simulator; the last may be half written. */
    private static List<String> truth(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            StringBuilder text = new StringBuilder();
            for (Path file : files.sorted().toList()) {
                String log = Files.readString(file);
                text.append(log, 0, log.lastIndexOf('\n') + 1);
            }
            return text.toString().lines().toList();
        } catch (IOException e) {
            throw new BenchException("the ground truth in " + folder + " cannot be read: " + e, e);
        }
    }

    private static Map<String, Object> rounded(Map<String, Double> shares) {
        Map<String, Object> rounded = new LinkedHashMap<>();
        shares.forEach((what, share) -> rounded.put(what, Math.round(share * 1000) / 1000.0));
        return rounded;
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }
}
