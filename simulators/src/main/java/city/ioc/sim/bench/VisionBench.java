package city.ioc.sim.bench;

import city.ioc.sim.bench.vision.Budget;
import city.ioc.sim.bench.vision.EyeCost;
import city.ioc.sim.bench.vision.LampCheck;
import city.ioc.sim.bench.vision.LineCount;
import city.ioc.sim.bench.vision.PlateReading;
import city.ioc.sim.bench.vision.SceneDetection;
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
    private static final String USAGE = "./ioc bench vision [--only plates,riders,count,lamps,cost] [--json]";
    private static final int PLATES = 600;
    private static final int PICTURES = 30;
    private static final int COUNT_SECONDS = 150;
    private static final int LAMP_SECONDS = 120;
    private static final int ROUNDS = 6;

    @Override
    public String name() {
        return "vision";
    }

    @Override
    public String purpose() {
        return "plates, riders, counts, lamps and cost on drawn plates and rendered streets, within ten minutes  [--only PARTS] [--json]";
    }

    @Override
    public Map<String, Object> run(BenchContext context, List<String> arguments) {
        BenchOptions options = BenchOptions.parse(arguments, Set.of("--json"), Set.of("--only"), USAGE);
        Map<String, Supplier<Map<String, Object>>> parts = parts(context);
        Set<String> wanted = options.find("--only")
                .map(text -> Set.of(text.toLowerCase(Locale.ROOT).split(",")))
                .orElse(parts.keySet());
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

    private static Map<String, Supplier<Map<String, Object>>> parts(BenchContext context) {
        Map<String, Supplier<Map<String, Object>>> parts = new LinkedHashMap<>();
        parts.put(
                "plates",
                () -> described(
                        "near crops of drawn, worn and damaged Vietnamese plates that no reader was tuned on",
                        PlateReading.measure(PlateSamples.Split.TEST, PLATES, Budget.of(Duration.ofSeconds(80)))));
        parts.put(
                "riders",
                () -> described(
                        "single rendered pictures of an approach in the peak, 82 % motorcycles, IoU 0.3",
                        byLight(night -> SceneDetection.measure(
                                context.city(), night, PICTURES, Budget.of(Duration.ofSeconds(40))))));
        parts.put(
                "count",
                () -> described(
                        "the eye of a live camera over two lines of a rendered approach in the peak, 82 % motorcycles",
                        byLight(night -> LineCount.measure(
                                context.city(), night, COUNT_SECONDS, Budget.of(Duration.ofSeconds(90))))));
        parts.put(
                "lamps",
                () -> described(
                        "the nearest signal head in the rendered film of an approach, read as one recording",
                        byLight(night -> LampCheck.measure(
                                context.city(), night, LAMP_SECONDS, Budget.of(Duration.ofSeconds(40))))));
        parts.put(
                "cost",
                () -> described(
                        "CPU of one live camera, JPEG to tracks, on the rendered approach at midday; memory of this process",
                        EyeCost.measure(context.city(), ROUNDS, Budget.of(Duration.ofSeconds(75)))));
        return parts;
    }

    private static Map<String, Object> described(String onWhat, Map<String, Object> figures) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("on", onWhat);
        described.putAll(figures);
        return described;
    }

    /** By day and by night. */
    private static Map<String, Object> byLight(Function<Boolean, Map<String, Object>> measure) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("day", measure.apply(false));
        figures.put("night", measure.apply(true));
        return figures;
    }
}
