package city.ioc.sim.bench.violations;

import city.ioc.contracts.city.CityJson;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads who passed stop lines at red from the simulator's ground truth. */
public final class StopLineTruth {
    private StopLineTruth() {}

    /** @param folder of the ground truth */
    public static List<TrueRun> read(Path folder) throws IOException {
        return of(lines(folder));
    }

    /** All lines of the ground truth in a folder, in order. */
    public static List<String> lines(Path folder) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path file : files(folder)) lines.addAll(Files.readAllLines(file));
        return lines;
    }

    /** @param lines of the ground truth, in order */
    public static List<TrueRun> of(List<String> lines) throws JsonProcessingException {
        Map<Long, TrueRun> open = new LinkedHashMap<>();
        List<TrueRun> runs = new ArrayList<>();
        for (String line : lines) {
            JsonNode each = CityJson.mapper().readTree(line);
            long vehicle = each.path("vehicle").asLong();
            switch (each.path("kind").asText()) {
                case "RED_RUNNING" -> {
                    TrueRun before = open.put(vehicle, run(each));
                    if (before != null) runs.add(before);
                }
                case "JUNCTION_ENTERED" -> {
                    TrueRun run = open.remove(vehicle);
                    if (run != null) runs.add(entered(run, each));
                }
                default -> {}
            }
        }
        runs.addAll(open.values());
        return runs;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList();
        }
    }

    private static TrueRun run(JsonNode line) {
        return new TrueRun(
                line.path("vehicle").asLong(),
                line.path("class").asText(),
                line.path("intersection").asText(),
                line.path("approach").asText(),
                line.path("lane").asInt(),
                Instant.parse(line.path("at").asText()),
                line.path("redForS").asDouble(),
                Optional.empty(),
                false,
                0);
    }

    private static TrueRun entered(TrueRun run, JsonNode line) {
        return new TrueRun(
                run.vehicle(),
                run.vehicleClass(),
                run.intersection(),
                run.approach(),
                run.lane(),
                run.at(),
                run.redForS(),
                Optional.of(Instant.parse(line.path("at").asText())),
                line.path("atRed").asBoolean(),
                line.path("stoodM").asDouble());
    }
}
