package city.ioc.measures.measure;

import city.ioc.measures.log.Detector;
import city.ioc.measures.log.DetectorFunction;
import city.ioc.measures.log.DetectorTable;
import city.ioc.measures.log.EventLog;
import city.ioc.measures.log.LogEvent;
import city.ioc.measures.log.LogTime;
import city.ioc.measures.table.MeasureCsv;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A log as text: {@code 07:00:01.2 82 5}, several events a line parted by semicolons; and a detector table as text: {@code 2 Presence
 * 5}. Its measures are lines without date and device.
 */
record TextLog(DetectorTable detectors, List<LogEvent> events, MeasureParameters parameters) {
    private static final String DAY = "2030-01-15 ";
    private static final String DEVICE = "7";

    static TextLog of(String events) {
        return new TextLog(DetectorTable.NONE, events(events), MeasureParameters.DEFAULT.withIncomplete());
    }

    private static List<LogEvent> events(String text) {
        List<LogEvent> events = new ArrayList<>();
        for (String each : text.split("[;\n]")) {
            if (each.isBlank()) continue;
            String[] words = each.strip().split(" +");
            events.add(event(words[0], Integer.parseInt(words[1]), Integer.parseInt(words[2])));
        }
        return events;
    }

    static LogEvent event(String time, int code, int parameter) {
        return new LogEvent(LogTime.parse(DAY + time), code, parameter);
    }

    TextLog detectors(String... rows) {
        List<Detector> detectors = Arrays.stream(rows)
                .map(row -> row.split(" ", 2))
                .map(words -> {
                    int last = words[1].lastIndexOf(' ');
                    return new Detector(
                            Integer.parseInt(words[0]),
                            DetectorFunction.find(words[1].substring(0, last)).orElseThrow(),
                            Integer.parseInt(words[1].substring(last + 1)));
                })
                .toList();
        return new TextLog(DetectorTable.of(detectors), events, parameters);
    }

    TextLog with(MeasureParameter parameter, double value) {
        return new TextLog(detectors, events, parameters.with(parameter, value));
    }

    TextLog with(Bins bins) {
        return new TextLog(detectors, events, parameters.with(bins));
    }

    TextLog onlyWholeBins() {
        return new TextLog(detectors, events, new MeasureParameters(parameters.bins(), false, parameters.values()));
    }

    Measures.Outcome take(String measure) {
        return Measures.take(Measures.find(measure).orElseThrow(), DEVICE, detectors, parameters, EventLog.of(events));
    }

    List<String> show(String measure) {
        return MeasureCsv.lines(take(measure).table()).stream()
                .skip(1)
                .map(line ->
                        line.replace(DAY, "").replace("," + DEVICE + ",", ",").replaceAll(":00,", ","))
                .toList();
    }
}
