package city.ioc.sim.bench;

import city.ioc.contracts.camera.CameraFiles;
import city.ioc.contracts.camera.CameraGeometry;
import city.ioc.contracts.camera.PictureLane;
import city.ioc.contracts.city.City;
import city.ioc.contracts.city.CityFiles;
import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.config.SettingKey;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.violation.ViolationRule;
import city.ioc.sim.attach.CentreClient;
import city.ioc.sim.bench.violations.CaseMatch;
import city.ioc.sim.bench.violations.ConductScore;
import city.ioc.sim.bench.violations.FoundCase;
import city.ioc.sim.bench.violations.KeptCases;
import city.ioc.sim.bench.violations.QueueWatch;
import city.ioc.sim.bench.violations.RuleScore;
import city.ioc.sim.bench.violations.StopLineTruth;
import city.ioc.sim.bench.violations.TrueRun;
import city.ioc.sim.bench.violations.WrongWayTruth;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Violations from pixels to the queue: the demo city at noon with rendered cameras at the clock's own speed, held against what truly
 * happened, which nothing but this reads.
 */
final class ViolationsBench implements Bench {
    private static final String USAGE =
            "[--minutes 10] [--seed 1] [--cameras 4] [--warm-up SECONDS] [--red-runners 0.2] [--wrong-way 0.05] [--clock-error SECONDS] [--keep FOLDER] [--json]";
    /** Cameras that see the signal heads of their approach, those first that hang 24 m before its stop line. */
    private static final List<String> CAMERAS =
            List.of("vt-01-cam-sw", "vt-09-cam-sw", "vt-13-cam-nw", "vt-11-cam-sw", "vt-11-cam-se", "vt-03-cam-sw");
    /** Readers of heads learn their lamps meanwhile: some cycles of the signals. */
    private static final int WARM_UP_S = 240;
    /** Cases of the last minute may still be on their way. */
    private static final Duration SETTLE = Duration.ofSeconds(40);

    private static final Duration LOOK = Duration.ofMillis(250);
    private static final double GRACE_S = 0.5;

    @Override
    public String name() {
        return "violations";
    }

    @Override
    public String purpose() {
        return "violations from pictures to the queue, against the ground truth: precision, recall, voids, latency  "
                + USAGE;
    }

    @Override
    public Map<String, Object> run(BenchContext context, List<String> given) {
        BenchOptions options = BenchOptions.parse(
                given,
                Set.of("--json"),
                Set.of(
                        "--minutes",
                        "--seed",
                        "--cameras",
                        "--warm-up",
                        "--red-runners",
                        "--wrong-way",
                        "--clock-error",
                        "--keep"),
                USAGE);
        int minutes = options.count("--minutes", 10, 1, 240);
        int cameras = options.count("--cameras", 4, 1, CAMERAS.size());
        Duration warmUp = Duration.ofSeconds(options.count("--warm-up", WARM_UP_S, 0, 3_600));
        double runners = options.findNumber("--red-runners").orElse(0.2);
        double wrongWay = options.findNumber("--wrong-way").orElse(0.05);
        double error = options.findNumber("--clock-error").orElse(0.0);
        Path noon = NoonCity.copyOf(context.city());
        try {
            prepare(noon, cameras, error);
            List<String> arguments = List.of(
                    "--speed",
                    "1",
                    "--seed",
                    String.valueOf(options.count("--seed", 1, 0, 1_000_000)),
                    "--cameras",
                    String.valueOf(cameras));
            Map<SettingKey, String> settings = Map.of(
                    SettingKey.IOC_SIM_RATES,
                    "redRunners=" + runners + ",wrongWay=" + wrongWay,
                    SettingKey.IOC_RED_GRACE_MS,
                    String.valueOf(Math.round(GRACE_S * 1000)));
            try (BenchCity city = BenchCity.start(noon, context.state().cache(), arguments, settings)) {
                Map<String, Object> figures = new LinkedHashMap<>();
                figures.put(
                        "rates",
                        "red runners raised to " + runners + " of all vehicles and wrong-way riders to " + wrongWay
                                + " of motorcycles, so that minutes have cases enough; the demo city has 0.002 and 0.001");
                figures.put("cameras", CAMERAS.subList(0, cameras));
                figures.put("clockErrorS", error);
                figures.putAll(measure(city, cameras, minutes, warmUp, error));
                Optional<String> kept = options.find("--keep");
                if (kept.isPresent()) keepWrong(city, figures, Path.of(kept.get()));
                return figures;
            }
        } catch (IOException e) {
            throw new BenchException(e.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        } finally {
            TemporaryFolder.remove(noon);
        }
    }

    /** Puts the chosen cameras first, and the error onto the clocks of their controllers, ahead and behind by turns. */
    private static void prepare(Path folder, int cameras, double error) throws IOException {
        Path hung = folder.resolve("simulated-cameras.json");
        ObjectNode document = (ObjectNode) CityJson.mapper().readTree(hung.toFile());
        ArrayNode first = CityJson.mapper().createArrayNode();
        for (String camera : CAMERAS.subList(0, cameras))
            for (JsonNode each : document.path("cameras"))
                if (each.path("device").asText().equals(camera)) first.add(each);
        document.set("cameras", first);
        Files.write(hung, CityJson.mapper().writeValueAsBytes(document));
        if (error == 0) return;
        City city = CityFiles.read(folder);
        Path simulation = folder.resolve("simulation.json");
        ObjectNode settings = (ObjectNode) CityJson.mapper().readTree(simulation.toFile());
        ArrayNode faults = CityJson.mapper().createArrayNode();
        double skew = -error;
        for (String controller : controllers(city, cameras)) {
            faults.addObject()
                    .put("device", controller)
                    .put("kind", "CLOCK_SKEW")
                    .put("afterMinutes", 0)
                    .put("skewS", skew);
            skew = -skew;
        }
        settings.set("deviceFaults", faults);
        Files.write(simulation, CityJson.mapper().writeValueAsBytes(settings));
    }

    private static List<String> controllers(City city, int cameras) {
        return CAMERAS.subList(0, cameras).stream()
                .map(camera -> device(city, camera).site())
                .distinct()
                .map(site ->
                        city.findIntersection(site).orElseThrow().controller().value())
                .toList();
    }

    private static Device device(City city, String camera) {
        return city.findDevice(new DeviceId(camera))
                .orElseThrow(() -> new BenchException("the city has no camera " + camera));
    }

    private static Map<String, Object> measure(BenchCity city, int cameras, int minutes, Duration warmUp, double error)
            throws IOException, InterruptedException {
        CentreClient centre = city.centre("operator");
        QueueWatch queue = new QueueWatch(centre::get);
        watch(queue, warmUp);
        Instant from = Instant.now();
        watch(queue, Duration.ofMinutes(minutes));
        Instant to = Instant.now();
        watch(queue, SETTLE);
        List<String> watched = CAMERAS.subList(0, cameras);
        List<FoundCase> all = queue.all();
        List<FoundCase> cases = all.stream()
                .filter(each -> watched.contains(each.camera()) && isWithin(each.at(), from, to))
                .toList();
        List<TrueRun> runs = runsInSight(city, watched).stream()
                .filter(each -> isWithin(each.at(), from, to))
                .toList();
        // A case at the edge of the window may be about a run just outside of it.
        CaseMatch match = new CaseMatch(cases, runsInSight(city, watched));
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("minutes", minutes);
        figures.put(
                "truthIs",
                "who passed the stop line of a camera's approach, in a lane that its geometry shows, at red for more than "
                        + GRACE_S + " s; matched at most 1.5 s apart, one to one");
        for (ViolationRule rule : List.of(ViolationRule.RED_LIGHT, ViolationRule.STOP_LINE))
            figures.put(
                    rule.name(), RuleScore.of(rule, GRACE_S, cases, runs, match, queue, ViolationsBench::percentile));
        figures.put(ViolationRule.WRONG_WAY.name(), wrongWay(city, watched, cases, from, to, queue));
        figures.put("voids", RuleScore.voids(cases));
        if (error != 0) {
            long accepted = all.stream()
                    .filter(each -> !each.isVoid() && each.rule() != ViolationRule.WRONG_WAY)
                    .count();
            figures.put("casesNotVoid", accepted);
            figures.put("noCaseWithAWrongClock", accepted == 0);
        }
        try (Prometheus simulator = new Prometheus(city.port("simulator.metrics"))) {
            figures.put("instantsNotFilmed", simulator.sum("ioc_sim_pictures_left_out_total"));
        }
        return figures;
    }

    /** Who set out against the traffic of the carriageways that the cameras look at; a clock of a controller proves nothing there. */
    private static Map<String, Object> wrongWay(
            BenchCity city, List<String> cameras, List<FoundCase> cases, Instant from, Instant to, QueueWatch queue)
            throws IOException {
        List<WrongWayTruth.Ride> all =
                WrongWayTruth.of(StopLineTruth.lines(city.state().root().resolve("ground-truth")));
        List<WrongWayTruth.Ride> truth = new ArrayList<>();
        Map<FoundCase, WrongWayTruth.Ride> matched = new HashMap<>();
        for (String camera : cameras) {
            Device device = device(city.city(), camera);
            String link = city.city().findIntersection(device.site()).orElseThrow().approaches().stream()
                    .filter(each -> device.approach().filter(each.id()::equals).isPresent())
                    .map(each -> each.link().value())
                    .findFirst()
                    .orElseThrow(() -> new BenchException(camera + " looks at no approach"));
            List<WrongWayTruth.Ride> rides =
                    all.stream().filter(ride -> ride.link().equals(link)).toList();
            rides.stream().filter(ride -> isWithin(ride.at(), from, to)).forEach(truth::add);
            Map<FoundCase, Instant> told = new HashMap<>();
            cases.stream()
                    .filter(each -> each.camera().equals(camera) && each.rule() == ViolationRule.WRONG_WAY)
                    .forEach(each -> told.put(each, each.at()));
            matched.putAll(WrongWayTruth.match(told, rides));
        }
        return ConductScore.of(
                ViolationRule.WRONG_WAY, cases, truth, matched, FoundCase::end, queue, ViolationsBench::percentile);
    }

    private static void keepWrong(BenchCity city, Map<String, Object> figures, Path folder)
            throws IOException, InterruptedException {
        KeptCases kept = new KeptCases(city.centre("operator"), folder);
        for (ViolationRule rule : ViolationRule.values())
            for (JsonNode wrong :
                    CityJson.mapper().valueToTree(figures.get(rule.name())).path("wrong"))
                kept.keep(wrong.path("id").asText());
    }

    private static void watch(QueueWatch queue, Duration time) throws IOException, InterruptedException {
        long until = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < until) {
            queue.look();
            Thread.sleep(LOOK.toMillis());
        }
    }

    private static Object percentile(List<Double> values, double share) {
        Percentiles percentiles = new Percentiles();
        values.forEach(percentiles::add);
        return values.isEmpty() ? "no cases" : percentiles.at(share);
    }

    private static boolean isWithin(Instant at, Instant from, Instant to) {
        return !at.isBefore(from) && at.isBefore(to);
    }

    /** Those of the lanes that the geometries of the cameras show. */
    private static List<TrueRun> runsInSight(BenchCity city, List<String> cameras) throws IOException {
        City facts = city.city();
        List<TrueRun> inSight = new ArrayList<>();
        List<TrueRun> runs = StopLineTruth.read(city.state().root().resolve("ground-truth"));
        for (CameraGeometry geometry : CameraFiles.read(city.folder(), facts).geometries()) {
            if (!cameras.contains(geometry.camera().value())) continue;
            String site = device(facts, geometry.camera().value()).site().value();
            for (TrueRun run : runs)
                if (run.intersection().equals(site) && geometry.lanes().stream().anyMatch(lane -> isOf(run, lane)))
                    inSight.add(run);
        }
        return inSight;
    }

    private static boolean isOf(TrueRun run, PictureLane lane) {
        return lane.approach().value().equals(run.approach()) && lane.lane() == run.lane();
    }
}
