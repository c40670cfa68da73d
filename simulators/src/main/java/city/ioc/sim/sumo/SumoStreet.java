package city.ioc.sim.sumo;

import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.id.DeviceId;
import city.ioc.local.FreePort;
import city.ioc.sim.device.Street;
import city.ioc.sim.device.StreetStep;
import city.ioc.sim.traffic.DetectorStep;
import city.ioc.sim.traffic.LampView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The streets of a SUMO scenario as the devices of its city sense them. SUMO lives a second in a step, as in every measurement; when
 * its time is over it begins anew with the next seed. It does not begin before the controllers are commanded and control has watched
 * the empty street for a minute. Confined to the street's thread.
 */
public final class SumoStreet implements Street, AutoCloseable {
    /** The file that says how a run ended, in {@link #FINISHED}. */
    public static final String RUN_FILE = "run.json";

    /** The trips of a run, in {@link #FINISHED}. */
    public static final String TRIPS_FILE = "trips.xml";

    /** The folder of the last run that has ended. */
    public static final String FINISHED = "finished";

    private static final Logger log = LoggerFactory.getLogger(SumoStreet.class);
    private static final String CURRENT = "current";
    private static final Duration STEP = Duration.ofSeconds(1);
    /** So long the empty street is watched, as where a run is measured in one process. */
    private static final Duration WATCHED_BEFORE = Duration.ofSeconds(60);

    private final Options options;
    private final SumoNet net;
    private final Set<String> switched;
    private final StreetLights lights;
    private final Set<DeviceId> occupied = new HashSet<>();
    private StreetDetection detection;
    private Standstill standstill = new Standstill();
    private @Nullable SumoProcess process;
    private @Nullable SumoSimulation street;
    private Instant now;
    private @Nullable Instant watchedSince;
    private final Instant patienceEnds;
    private int runs;
    private double second;

    /**
     * What the street needs.
     *
     * @param seed of the first run
     * @param folder for what SUMO writes; made where it is missing
     * @param isCommanded whether the centre commands all controllers
     * @param patience city time after which the street begins to live even if it does not
     */
    public record Options(
            SumoScenario scenario,
            SumoCity city,
            int seed,
            Path folder,
            BooleanSupplier isCommanded,
            Duration patience) {}

    /** How a run ended. {@code lockedAtS}: second of the run at which traffic had come to a standstill. */
    public record Finished(String scenario, int seed, double beginS, double endS, OptionalDouble lockedAtS) {}

    /** Streets that are empty at an instant. */
    public SumoStreet(Options options, Instant start) {
        this.options = options;
        net = options.scenario().readNet();
        switched = options.scenario().switchedLights();
        lights = new StreetLights(options.city().signals());
        detection = new StreetDetection(net, options.city().signals(), SumoRun.Detection.LOOPS);
        now = start;
        patienceEnds = start.plus(options.patience());
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Duration stepLength() {
        return STEP;
    }

    @Override
    public StreetStep step(LampView lamps) {
        now = now.plus(STEP);
        SumoSimulation living = street;
        if (living == null) {
            if (!mayBegin()) return new StreetStep(now, List.of(), List.of(), List.of());
            living = begin();
        }
        lights.show(lamps, living);
        living.step();
        second++;
        standstill.look(living.vehicles(), second - options.scenario().beginS());
        detection.watch(living);
        List<DetectorStep> steps = sensed();
        if (second >= options.scenario().endS()) {
            finish();
            steps = Stream.concat(steps.stream(), cleared()).toList();
        }
        return new StreetStep(now, steps, List.of(), List.of());
    }

    private boolean mayBegin() {
        if (runs > 0) return true;
        if (watchedSince == null && (options.isCommanded().getAsBoolean() || !now.isBefore(patienceEnds)))
            watchedSince = now;
        return watchedSince != null && !now.isBefore(watchedSince.plus(WATCHED_BEFORE));
    }

    private SumoSimulation begin() {
        Path folder = options.folder().resolve(CURRENT);
        remove(folder);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be made", e);
        }
        List<String> arguments = options.scenario()
                .arguments(seed(), options.scenario().mirrorIn(folder), folder, folder.resolve(TRIPS_FILE));
        SumoProcess begun = SumoProcess.start(arguments, FreePort.find(), folder.resolve("sumo.log"));
        process = begun;
        SumoSimulation living = new SumoSimulation(begun, switched);
        street = living;
        second = options.scenario().beginS();
        lights.forget();
        detection = new StreetDetection(net, options.city().signals(), SumoRun.Detection.LOOPS);
        standstill = new Standstill();
        log.info(
                "event=sumo-begun scenario={} seed={} from={} until={}",
                options.scenario().name(),
                seed(),
                second,
                options.scenario().endS());
        return living;
    }

    private int seed() {
        return options.seed() + runs;
    }

    private List<DetectorStep> sensed() {
        List<DetectorStep> steps = new ArrayList<>();
        List<LoopView> loops = detection.loops();
        for (int i = 0; i < loops.size(); i++)
            steps.addAll(
                    loops.get(i).takeSteps(now, options.city().signals().get(i).devices()));
        for (DetectorStep step : steps) {
            if (step.occupied()) occupied.add(step.detector());
            else occupied.remove(step.detector());
        }
        return steps;
    }

    /** Everybody is gone: loops that somebody stood on are free. */
    private Stream<DetectorStep> cleared() {
        List<DeviceId> left = List.copyOf(occupied);
        occupied.clear();
        return left.stream().map(detector -> new DetectorStep(detector, false, List.of(), List.of()));
    }

    private void finish() {
        SumoProcess ending = process;
        if (ending == null) return;
        ending.finish();
        close();
        Finished finished = new Finished(
                options.scenario().name(),
                seed(),
                options.scenario().beginS(),
                options.scenario().endS(),
                standstill.lockedAtS());
        Path folder = options.folder().resolve(FINISHED);
        remove(folder);
        try {
            Path current = options.folder().resolve(CURRENT);
            Files.writeString(current.resolve(RUN_FILE), CityJson.mapper().writeValueAsString(finished) + "\n");
            Files.move(current, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("the end of a run cannot be written to " + folder, e);
        }
        runs++;
        log.info("event=sumo-ended scenario={} seed={}", finished.scenario(), finished.seed());
    }

    private static void remove(Path folder) {
        if (!Files.exists(folder)) return;
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(each);
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be removed", e);
        }
    }

    /** Ends SUMO; its run is lost. */
    @Override
    public void close() {
        SumoProcess ending = process;
        process = null;
        street = null;
        if (ending != null) ending.close();
    }
}
