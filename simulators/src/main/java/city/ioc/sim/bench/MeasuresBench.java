package city.ioc.sim.bench;

import city.ioc.measures.log.DetectorTable;
import city.ioc.measures.log.EventLog;
import city.ioc.measures.log.LogEvent;
import city.ioc.measures.measure.Measure;
import city.ioc.measures.measure.MeasureParameters;
import city.ioc.measures.measure.Measures;
import city.ioc.measures.table.MeasureTable;
import city.ioc.sim.measures.DetectorFile;
import city.ioc.sim.measures.EventFile;
import city.ioc.sim.measures.MeasuresException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares our measures of a recorded log with what another tool made of it. */
final class MeasuresBench implements Bench {
    private static final int MOST_NAMED = 10;

    @Override
    public String name() {
        return "measures";
    }

    @Override
    public String purpose() {
        return "our measures beside another tool's: FOLDER with events.csv[.gz], detectors.csv and expected/MEASURE.csv";
    }

    @Override
    public Map<String, Object> run(BenchContext context, List<String> arguments) {
        if (arguments.size() != 1) throw new IllegalArgumentException("usage: ./ioc bench measures FOLDER");
        try {
            return compare(Path.of(arguments.getFirst()));
        } catch (MeasuresException e) {
            throw new BenchException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Prints each measure's comparison; throws when anything differs. */
    static Map<String, Object> compare(Path folder) {
        List<Measure> measures = Measures.list().stream()
                .filter(measure -> Files.exists(expected(folder, measure)))
                .toList();
        if (measures.isEmpty())
            throw new BenchException("no table of a known measure is in " + folder.resolve("expected"));
        Path packed = folder.resolve("events.csv.gz");
        Map<String, List<LogEvent>> events = new TreeMap<>();
        EventFile.read(
                Files.exists(packed) ? packed : folder.resolve("events.csv"),
                line -> events.computeIfAbsent(line.device(), device -> new ArrayList<>())
                        .add(line.event()));
        Map<String, DetectorTable> detectors =
                DetectorFile.read(folder.resolve("detectors.csv")).tables();
        Map<String, List<MeasureTable>> ours = new TreeMap<>();
        long began = System.nanoTime();
        events.forEach((device, log) -> Measures.take(
                        measures,
                        device,
                        detectors.getOrDefault(device, DetectorTable.NONE),
                        MeasureParameters.DEFAULT,
                        EventLog.of(log))
                .forEach((name, outcome) ->
                        ours.computeIfAbsent(name, each -> new ArrayList<>()).add(outcome.table())));
        double tookS = (System.nanoTime() - began) / 1e9;

        Map<String, Object> figures = new LinkedHashMap<>();
        List<String> differing = new ArrayList<>();
        for (Measure measure : measures) {
            MeasureComparison comparison = MeasureComparison.of(
                    measure, expected(folder, measure), ours.getOrDefault(measure.name(), List.of()));
            System.out.println(measure.name() + ": " + comparison.expected() + " rows expected, " + comparison.ours()
                    + " ours, " + comparison.equal() + " equal, "
                    + comparison.differences().size() + " differences");
            comparison.differences().stream().limit(MOST_NAMED).forEach(each -> System.out.println("  " + each));
            if (!comparison.differences().isEmpty()) differing.add(measure.name());
            figures.put(
                    measure.name(),
                    Map.of(
                            "expected", comparison.expected(),
                            "ours", comparison.ours(),
                            "equal", comparison.equal(),
                            "differences", comparison.differences().size()));
        }
        figures.put("seconds", Math.round(tookS * 1000) / 1000.0);
        if (!differing.isEmpty()) throw new BenchException("different: " + String.join(", ", differing));
        return figures;
    }

    private static Path expected(Path folder, Measure measure) {
        return folder.resolve("expected").resolve(measure.name() + ".csv");
    }
}
