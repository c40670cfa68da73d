package city.ioc.sim.sumo;

import city.ioc.signal.decision.ControlStrategy;
import city.ioc.signal.model.SignalLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/** One run of a scenario under one controller with one seed. Confined to one thread. */
public final class SumoRun {
    /** Simulated midnight of the scenario's day, a Monday: second 0 of SUMO. */
    private static final Instant MIDNIGHT = Instant.parse("2026-01-05T00:00:00Z");

    /** Control has watched the empty street for so long when the run begins: nobody counts the minute after switching on. */
    private static final int WATCHED_BEFORE_S = 60;

    private final SumoScenario scenario;
    private final Options options;
    private final IntSupplier freePort;
    private final SumoNet net;
    private final TimedStrategy.Meter meter = new TimedStrategy.Meter();
    private final List<ControlledLight> lights = new ArrayList<>();
    private StreetDetection detection = StreetDetection.NONE;
    private final List<String> violations = new ArrayList<>();
    private final Standstill standstill = new Standstill();

    /** Who controls the lights. */
    public enum Controller {
        /** The file's own program, run by SUMO. */
        FIXED("fixed"),
        /** SUMO's own vehicle actuation, with the stages of the file's program. */
        ACTUATED("actuated"),
        /** The file's program as the cabinets' local plan, commanded by nobody: what is left when the centre is gone. */
        LOCAL("local"),
        MAX_PRESSURE("max-pressure"),
        ADAPTIVE("adaptive");

        private final String text;

        Controller(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }

        /** Whether SUMO runs the lights by itself. */
        boolean isOfSumo() {
            return this == FIXED || this == ACTUATED;
        }
    }

    /** What is known of the traffic. */
    public enum Detection {
        CAMERA,
        LOOPS
    }

    /**
     * How to run.
     *
     * @param strategy makes the strategy of our controllers
     * @param cutS second of the run at which all detection is lost; empty when it never is
     * @param countCollisions whether SUMO looks for collisions between the stop lines too, and only counts them
     * @param folder for what SUMO reads and writes, exists
     */
    public record Options(
            Controller controller,
            Detection detection,
            int seed,
            Function<SignalLayout, ControlStrategy> strategy,
            OptionalDouble cutS,
            boolean countCollisions,
            Path folder) {}

    /**
     * What came of it.
     *
     * @param afterCut the vehicles due after the cut; empty without a cut
     * @param lockedAtS when traffic had come to a standstill for good, seconds of the run; empty when it never did
     * @param violations what was shown and must not be
     * @param collisions how many SUMO counted; empty where it did not look
     * @param decisionUs mean CPU time of a decision; 0 where SUMO decides
     */
    public record Result(
            int seed,
            TripMeasures measures,
            Optional<TripMeasures> afterCut,
            OptionalDouble lockedAtS,
            List<String> violations,
            OptionalInt collisions,
            long decisions,
            double decisionUs) {}

    public SumoRun(SumoScenario scenario, Options options, IntSupplier freePort) {
        this.scenario = scenario;
        this.options = options;
        this.freePort = freePort;
        this.net = scenario.readNet();
    }

    /** Runs the scenario from begin to end. */
    public Result run() {
        Path trips = options.folder().resolve("trips.xml");
        SumoSignals signals = SumoSignals.of(net, options.detection() == Detection.LOOPS);
        ScenarioMirror mirror = scenario.mirrorIn(options.folder());
        List<String> arguments = arguments(scenario, mirror, options, trips);
        if (options.controller() == Controller.ACTUATED) arguments.addAll(actuated(signals, mirror));
        try (SumoProcess sumo = SumoProcess.start(
                arguments, freePort.getAsInt(), options.folder().resolve("sumo.log"))) {
            SumoSimulation street = new SumoSimulation(sumo, scenario.switchedLights());
            ShownLetters watched = new ShownLetters(options.controller().isOfSumo() ? signals.controlled() : List.of());
            watched.watch(street);
            if (!options.controller().isOfSumo()) takeOver(signals);
            double now = scenario.beginS();
            for (int before = WATCHED_BEFORE_S; before >= 0 && !lights.isEmpty(); before--)
                control(street, now - before);
            while (now < scenario.endS()) {
                for (ControlledLight light : lights) show(street, light);
                street.step();
                now++;
                standstill.look(street.vehicles(), now - scenario.beginS());
                watched.look(street, now);
                if (!lights.isEmpty()) control(street, now);
            }
            sumo.finish();
            violations.addAll(watched.faults());
        }
        return result(TripMeasures.read(trips, scenario.endS()));
    }

    private final Map<String, String> shown = new HashMap<>();

    private void show(SumoSimulation street, ControlledLight light) {
        String letters = light.letters();
        if (letters.equals(shown.put(light.signal().light(), letters))) return;
        street.show(light.signal().light(), letters);
    }

    private void takeOver(SumoSignals signals) {
        Instant begin = instant(scenario.beginS() - WATCHED_BEFORE_S);
        for (SumoSignal signal : signals.controlled()) {
            ControlledLight light = new ControlledLight(
                    signal,
                    begin,
                    layout -> new TimedStrategy(options.strategy().apply(layout), meter));
            lights.add(light);
        }
        detection = new StreetDetection(net, signals.controlled(), options.detection());
    }

    private void control(SumoSimulation street, double nowS) {
        Instant now = instant(nowS);
        boolean cut = options.cutS().isPresent()
                && nowS - scenario.beginS() >= options.cutS().getAsDouble();
        if (!cut) detection.look(street, lights, now);
        for (ControlledLight light : lights) light.advance(now);
        if (!cut) passOn(now);
        for (ControlledLight light : lights) light.decide();
    }

    /** Intersections tell the next one downstream who has set out, as the core's do. */
    private void passOn(Instant now) {
        for (ControlledLight light : lights)
            light.state().traffic().tellLeft((road, pcu) -> {
                for (ControlledLight other : lights) other.state().traffic().expect(road, pcu, now.toEpochMilli());
            });
    }

    private static Instant instant(double second) {
        return MIDNIGHT.plusMillis(Math.round(second * 1000));
    }

    /** SUMO's options for a run. */
    static List<String> arguments(SumoScenario scenario, ScenarioMirror mirror, Options options, Path trips) {
        List<String> arguments = new ArrayList<>(scenario.arguments(options.seed(), mirror, options.folder(), trips));
        if (options.countCollisions())
            arguments.addAll(List.of(
                    "--collision.action",
                    "warn",
                    "--collision.check-junctions",
                    "true",
                    "--collision-output",
                    options.folder().resolve("collisions.xml").toString()));
        return arguments;
    }

    private int collisions() {
        try (Stream<String> lines = Files.lines(options.folder().resolve("collisions.xml"))) {
            return (int) lines.filter(line -> line.contains("<collision ")).count();
        } catch (IOException e) {
            throw new SumoException("SUMO's collisions cannot be read: " + e.getMessage(), e);
        }
    }

    private List<String> actuated(SumoSignals signals, ScenarioMirror mirror) {
        ActuatedPrograms programs = new ActuatedPrograms(net, SumoNetReader.read(scenario.net()), signals);
        Path streets = options.folder().resolve("actuated.net.xml");
        programs.writeNet(scenario.net(), streets);
        Path file = options.folder().resolve("actuated.add.xml");
        programs.writeAdditional(file);
        List<String> files = new ArrayList<>();
        for (Path each : scenario.additional()) files.add(mirror.seen(each).toString());
        files.add(file.toString());
        return List.of("--net-file", streets.toString(), "--additional-files", String.join(",", files));
    }

    private Result result(List<TripMeasures.Trip> trips) {
        for (ControlledLight light : lights) violations.addAll(light.faults());
        Optional<TripMeasures> afterCut = options.cutS().isEmpty()
                ? Optional.empty()
                : Optional.of(TripMeasures.of(trips.stream()
                        .filter(trip -> trip.dueS() - scenario.beginS()
                                >= options.cutS().getAsDouble())
                        .toList()));
        return new Result(
                options.seed(),
                TripMeasures.of(trips),
                afterCut,
                standstill.lockedAtS(),
                violations,
                options.countCollisions() ? OptionalInt.of(collisions()) : OptionalInt.empty(),
                meter.decisions(),
                meter.meanUs());
    }
}
