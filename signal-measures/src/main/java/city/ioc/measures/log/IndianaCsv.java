package city.ioc.measures.log;

import java.time.DateTimeException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The CSV in which high-resolution logs are exchanged: {@code TimeStamp,DeviceId,EventId,Parameter}. With a header the columns may
 * come in any order; without one they are in this.
 */
public final class IndianaCsv {
    public static final String HEADER = "TimeStamp,DeviceId,EventId,Parameter";
    private static final String DEVICE = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";
    private static final IndianaCsv PLAIN = new IndianaCsv(0, 1, 2, 3);

    private final int time;
    private final int device;
    private final int code;
    private final int parameter;

    private IndianaCsv(int time, int device, int code, int parameter) {
        this.time = time;
        this.device = device;
        this.code = code;
        this.parameter = parameter;
    }

    /** An event and whose it is. */
    public record Line(String device, LogEvent event) {}

    public static IndianaCsv withoutHeader() {
        return PLAIN;
    }

    /** How to read what follows a first line; empty when that line is no header but an event. */
    public static Optional<IndianaCsv> ofHeader(String line) {
        List<String> columns = Arrays.stream(
                        line.replace("\uFEFF", "").replace("\"", "").split(",", -1))
                .map(column -> column.strip().toLowerCase(Locale.ROOT))
                .toList();
        if (!columns.contains("timestamp")) return Optional.empty();
        return Optional.of(new IndianaCsv(
                at(columns, "TimeStamp"), at(columns, "DeviceId"), at(columns, "EventId"), at(columns, "Parameter")));
    }

    private static int at(List<String> columns, String name) {
        int at = columns.indexOf(name.toLowerCase(Locale.ROOT));
        if (at < 0) throw new IllegalArgumentException("the header has no column " + name);
        return at;
    }

    /** @throws IllegalArgumentException saying what is wrong with the line */
    public Line read(String line) {
        // Other tools quote every cell, and write whole numbers with a decimal point; no cell holds a comma.
        String[] cells = line.replace("\"", "").split(",", -1);
        int needed = Math.max(Math.max(time, device), Math.max(code, parameter)) + 1;
        if (cells.length < needed || (this == PLAIN && cells.length > needed))
            throw new IllegalArgumentException("has " + cells.length + " columns instead of " + needed);
        String name = cells[device].strip();
        if (!isDevice(name)) throw new IllegalArgumentException("DeviceId is no name of a device: \"" + name + "\"");
        return new Line(
                name,
                new LogEvent(
                        time(cells[time].strip()),
                        whole("EventId", cells[code].strip()),
                        whole("Parameter", cells[parameter].strip())));
    }

    /** Letters, digits, dots, underscores and dashes, so that it can name a file. */
    public static boolean isDevice(String name) {
        return name.matches(DEVICE);
    }

    private static long time(String text) {
        try {
            return LogTime.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("TimeStamp is no date and time: \"" + text + "\"", e);
        }
    }

    private static int whole(String column, String text) {
        try {
            return Integer.parseInt(text.endsWith(".0") ? text.substring(0, text.length() - 2) : text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(column + " is no whole number: \"" + text + "\"", e);
        }
    }

    public static String write(String device, LogEvent event) {
        return LogTime.millis(event.atMs()) + ',' + device + ',' + event.code() + ',' + event.parameter();
    }
}
