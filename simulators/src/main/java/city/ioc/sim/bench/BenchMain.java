package city.ioc.sim.bench;

import city.ioc.contracts.city.CityJson;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code ./ioc bench NAME}: runs one bench, prints its figures and keeps them as JSON in the state folder. */
public final class BenchMain {
    private static final List<Bench> BENCHES = List.of(
            new CityBench(),
            new IngestBench(),
            new SurvivalBench(),
            new FootprintBench(),
            new SafetyBench(),
            new DayBench(),
            new DecisionBench(),
            new SignalsBench(),
            new VisionBench(),
            new MeasuresBench(),
            new HistoryBench(),
            new ForecastBench(),
            new ViolationsBench(),
            new TraceBench());

    private BenchMain() {}

    public static void main(String[] args) {
        try {
            Optional<Bench> bench = args.length == 0
                    ? Optional.empty()
                    : BENCHES.stream()
                            .filter(each -> each.name().equals(args[0]))
                            .findFirst();
            if (bench.isEmpty()) {
                if (args.length > 0) System.err.println("ioc: there is no bench \"" + args[0] + "\"");
                for (Bench each : BENCHES) System.out.printf("./ioc bench %-10s %s%n", each.name(), each.purpose());
                System.exit(args.length == 0 ? 0 : 2);
            } else {
                List<String> arguments = Arrays.asList(args).subList(1, args.length);
                BenchContext context = BenchContext.from(System.getenv());
                Instant at = Instant.now();
                Map<String, Object> figures = bench.get().run(context, arguments);
                Path file = write(context.state().bench(), bench.get().name(), at, arguments, figures);
                System.out.println(Files.readString(file));
                System.out.println("written to " + file);
            }
        } catch (BenchException | IllegalArgumentException | IOException e) {
            System.err.println("ioc: " + e.getMessage());
            System.exit(1);
        }
    }

    /** Keeps a result: what was measured, when, on what, and the figures. */
    static Path write(Path folder, String name, Instant at, List<String> arguments, Map<String, Object> figures) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("bench", name);
        result.put("at", at.toString());
        result.put("arguments", arguments);
        result.put("machine", Machine.describe());
        result.put("figures", figures);
        Path file = folder.resolve(name + ".json");
        try {
            Files.createDirectories(folder);
            Files.writeString(
                    file, CityJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(result) + "\n");
            return file;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("figures of " + name + " cannot be JSON", e);
        } catch (IOException e) {
            throw new BenchException("the result cannot be written to " + file + ": " + e, e);
        }
    }
}
