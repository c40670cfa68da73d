package city.ioc.sim.bench;

import city.ioc.sim.bench.vision.Budget;
import city.ioc.sim.bench.vision.EyeCost;
import city.ioc.sim.bench.vision.LampCheck;
import city.ioc.sim.bench.vision.LineCount;
import city.ioc.sim.bench.vision.PassageCheck;
import city.ioc.sim.bench.vision.PlateReading;
import city.ioc.sim.bench.vision.SceneDetection;
import city.ioc.sim.bench.vision.ScenePlates;
import city.ioc.sim.bench.vision.Weather;
import city.ioc.sim.bench.vision.WrongWayCheck;
import city.ioc.sim.plate.PlateSamples;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the gateway's eyes reach on drawn plates and rendered streets, of which the truth is known. They are not tuned on them, and
 * pictures of real streets are another matter.
 */
final class VisionBench implements Bench {
    private static final String USAGE =
            "./ioc bench vision [--only plates,scenes,riders,count,passages,conduct,lamps,cost,city] [--minutes N] [--json]";
    private static final int PLATES = 600;
    private static final int PICTURES = 30;
    private static final int COUNT_SECONDS = 150;
    private static final int LAMP_SECONDS = 120;
    private static final int SCENE_SECONDS = 60;
    private static final int ROUNDS = 6;
    private static final int MINUTES = 4;
    /** Takes its minutes, and says nothing while others are measured. */
    private static final String CITY = "city";

    /** The others shall be done within ten minutes. */
    private static final Set<String> ON_REQUEST = Set.of(CITY, "conduct");

    /** Lamps shine by day and by night; rain does nothing to them. */
    private static final List<Weather> LAMPS = List.of(Weather.DAY, Weather.NIGHT);

    private static final List<Weather> PASSAGES = List.of(Weather.NOON, Weather.RAIN, Weather.NIGHT);
    /** It hangs 24 m before its stop line, as one does that is to see who comes to it. */
    private static final String PASSAGE_CAMERA = "vt-01-cam-sw";

    private static final int PASSAGE_SECONDS = 240;
    private static final int CONDUCT_SECONDS = 480;
    private static final List<Weather> STREETS = List.of(Weather.DAY, Weather.RAIN, Weather.DUSK, Weather.NIGHT);

    @Override
    public String name() {
        return "vision";
    }

    @Override
    public String purpose() {
        return "plates, riders, counts, lamps and cost on drawn plates and rendered streets, within ten minutes; with --only conduct who rides"
                + " the wrong way, with --only city six cameras through the whole process  [--only PARTS] [--minutes N] [--json]";
    }

    @Override
    public Map<String, Object> run(BenchContext context, List<String> arguments) {
        BenchOptions options = BenchOptions.parse(arguments, Set.of("--json"), Set.of("--only", "--minutes"), USAGE);
        Map<String, Supplier<Map<String, Object>>> parts = parts(context, options.count("--minutes", MINUTES, 1, 60));
        Set<String> wanted = options.find("--only")
                .map(text -> Set.of(text.toLowerCase(Locale.ROOT).split(",")))
                .orElseGet(() -> {
                    Set<String> usual = new TreeSet<>(parts.keySet());
                    usual.removeAll(ON_REQUEST);
                    return usual;
                });
        Set<String> unknown = new TreeSet<>(wanted);
        unknown.removeAll(parts.keySet());
        if (!unknown.isEmpty()) throw options.fault("there is no part " + unknown);
        Map<String, Object> figures = new LinkedHashMap<>();
        parts.forEach((name, part) -> {
            if (!wanted.contains(name)) return;
            System.err.println("ioc: bench vision: " + name);
            figures.put(name, part.get());
        });
        return figures;
    }

    private static Map<String, Supplier<Map<String, Object>>> parts(BenchContext context, int minutes) {
        Map<String, Supplier<Map<String, Object>>> parts = new LinkedHashMap<>();
        parts.put(
                "plates",
                () -> described(
                        "near crops of drawn, worn and damaged Vietnamese plates that no reader was tuned on",
                        PlateReading.measure(PlateSamples.Split.TEST, PLATES, budget(60))));
        parts.put(
                "scenes",
                () -> described(
                        "whole pictures of the camera that looks closest, in the peak: plates whose letters are 9 pixels high",
                        ScenePlates.measure(context.city(), Weather.DAY, SCENE_SECONDS, budget(75))));
        parts.put(
                "riders",
                () -> described(
                        "single rendered pictures of an approach in the peak, 82 % motorcycles, IoU 0.3",
                        under(STREETS, sky -> SceneDetection.measure(context.city(), sky, PICTURES, budget(25)))));
        parts.put(
                "count",
                () -> described(
                        "the eye of a live camera over two lines of a rendered approach in the peak, 82 % motorcycles",
                        under(STREETS, sky -> LineCount.measure(context.city(), sky, COUNT_SECONDS, budget(60)))));
        parts.put(
                "passages",
                () -> described(
                        "who passes the stop line of a rendered approach at ordinary times, every fifth willing to run the red light",
                        under(
                                PASSAGES,
                                sky -> PassageCheck.measure(
                                        context.city(), PASSAGE_CAMERA, sky, PASSAGE_SECONDS, budget(90)))));
        parts.put(
                "conduct",
                () -> described(
                        "who rides against the traffic of a rendered approach at ordinary times, three for ten of its motorcycles",
                        under(
                                PASSAGES,
                                sky -> WrongWayCheck.measure(
                                        context.city(), PASSAGE_CAMERA, sky, CONDUCT_SECONDS, budget(120)))));
        parts.put(
                "lamps",
                () -> described(
                        "the nearest signal head in the rendered film of an approach, read as one recording",
                        under(LAMPS, sky -> LampCheck.measure(context.city(), sky, LAMP_SECONDS, budget(30)))));
        parts.put(
                "cost",
                () -> described(
                        "CPU of one live camera, JPEG to tracks, on the rendered approach at midday; memory of this process",
                        EyeCost.measure(context.city(), ROUNDS, budget(60))));
        parts.put(
                CITY,
                () -> described(
                        "six cameras through the whole process that watches them, midday; CPU and memory of that process",
                        SixCameras.measure(context.city(), minutes)));
        return parts;
    }

    private static Budget budget(int seconds) {
        return Budget.of(Duration.ofSeconds(seconds));
    }

    private static Map<String, Object> described(String onWhat, Map<String, Object> figures) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("on", onWhat);
        described.putAll(figures);
        return described;
    }

    private static Map<String, Object> under(List<Weather> skies, Function<Weather, Map<String, Object>> measure) {
        Map<String, Object> figures = new LinkedHashMap<>();
        for (Weather sky : skies) figures.put(sky.name().toLowerCase(Locale.ROOT), measure.apply(sky));
        return figures;
    }
}
