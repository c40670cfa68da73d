package city.ioc.sim.measures;

import city.ioc.measures.log.Detector;
import city.ioc.measures.log.DetectorFunction;
import city.ioc.measures.log.DetectorTable;
import city.ioc.measures.log.IndianaCsv;
import city.ioc.sim.replay.EventLog;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Detector tables by device: lines {@code DeviceId,Phase,Function,Parameter}; with a header in any order. */
public final class DetectorFile {
    public static final String HEADER = "DeviceId,Phase,Function,Parameter";

    private DetectorFile() {}

    /** What was read. Rows of functions that no measure uses are neither in the tables nor faults. */
    public record Reading(Map<String, DetectorTable> tables, Faults faults) {}

    /** @throws MeasuresException when the file cannot be read */
    public static Reading read(Path file) {
        if (!Files.isRegularFile(file)) throw new MeasuresException("there is no file " + file);
        Map<String, List<Detector>> detectors = new TreeMap<>();
        Faults faults = new Faults();
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(EventLog.open(file), StandardCharsets.UTF_8))) {
            List<String> lines = reader.lines().toList();
            List<String> columns = columns(lines.isEmpty() ? "" : lines.getFirst());
            boolean header = columns.contains("deviceid");
            if (!header) columns = columns(HEADER);
            for (String column : columns(HEADER))
                if (!columns.contains(column))
                    throw new MeasuresException(file + " has no column \"" + column + "\"; it needs " + HEADER);
            for (int i = header ? 1 : 0; i < lines.size(); i++) {
                if (lines.get(i).isBlank()) continue;
                try {
                    take(columns, lines.get(i), detectors);
                } catch (IllegalArgumentException | ArithmeticException e) {
                    faults.add(i + 1L, String.valueOf(e.getMessage()));
                }
            }
        } catch (IOException e) {
            throw new MeasuresException(file + " cannot be read: " + e.getMessage(), e);
        }
        Map<String, DetectorTable> tables = new TreeMap<>();
        detectors.forEach((device, rows) -> tables.put(device, DetectorTable.of(rows)));
        return new Reading(tables, faults);
    }

    private static List<String> columns(String line) {
        return Arrays.stream(line.replace("\uFEFF", "").split(",", -1))
                .map(column -> column.strip().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static void take(List<String> columns, String line, Map<String, List<Detector>> into) {
        String[] cells = line.split(",", -1);
        if (cells.length != columns.size())
            throw new IllegalArgumentException("has " + cells.length + " columns instead of " + columns.size());
        String device = cells[columns.indexOf("deviceid")].strip();
        if (!IndianaCsv.isDevice(device))
            throw new IllegalArgumentException("DeviceId is no name of a device: \"" + device + "\"");
        int group = whole("Phase", cells[columns.indexOf("phase")].strip());
        int channel = whole("Parameter", cells[columns.indexOf("parameter")].strip());
        List<Detector> ofDevice = into.computeIfAbsent(device, each -> new ArrayList<>());
        DetectorFunction.find(cells[columns.indexOf("function")])
                .ifPresent(function -> ofDevice.add(new Detector(group, function, channel)));
    }

    /** Tables that went through other tools have whole numbers with a decimal point. */
    private static int whole(String column, String text) {
        try {
            return new BigDecimal(text).intValueExact();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(column + " is no number: \"" + text + "\"", e);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(column + " is no whole number: \"" + text + "\"", e);
        }
    }

    static String text(String device, DetectorTable table) {
        return table.detectors().stream()
                .map(each -> device + "," + each.group() + "," + each.function().word() + "," + each.channel() + "\n")
                .collect(Collectors.joining("", HEADER + "\n", ""));
    }
}
