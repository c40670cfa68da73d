package city.ioc.sim.replay;

import city.ioc.contracts.field.SignalEvent;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * A recorded log of one device: lines {@code TimeStamp,DeviceId,EventId,Parameter}, plain or gzip (told by its first bytes), the
 * header optional. A line that is no event is left out, and named.
 *
 * @param faults the first few lines that were left out, with number and reason; {@code faultCount} of all
 */
public record EventLog(String device, List<EventLine> lines, List<String> faults, int faultCount) {
    private static final int MOST_FAULTS_NAMED = 20;
    private static final int GZIP_MAGIC = 0x1f8b;
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][' ']HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(java.util.Locale.ROOT);

    public EventLog {
        lines = List.copyOf(lines);
        faults = List.copyOf(faults);
    }

    /** @throws IOException when the file cannot be read or holds no event at all */
    public static EventLog read(Path file) throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
            Reading reading = new Reading();
            String line;
            for (int number = 1; (line = reader.readLine()) != null; number++) reading.take(number, line);
            return reading.finish(file);
        }
    }

    /** Opens a file that may be compressed, whatever it is called. */
    @SuppressWarnings("MustBeClosedChecker")
    public static InputStream open(Path file) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file));
        raw.mark(2);
        boolean gzip = (raw.read() << 8 | raw.read()) == GZIP_MAGIC;
        raw.reset();
        return gzip ? new GZIPInputStream(raw, 64 * 1024) : raw;
    }

    private static final class Reading {
        private final List<EventLine> lines = new ArrayList<>();
        private final List<String> faults = new ArrayList<>();
        private int faultCount;
        private Optional<String> device = Optional.empty();

        void take(int number, String line) {
            if (line.isBlank() || (number == 1 && line.startsWith("TimeStamp"))) return;
            try {
                String[] cells = line.split(",", -1);
                if (cells.length != 4)
                    throw new IllegalArgumentException("has " + cells.length + " columns instead of 4");
                String name = cells[1].strip();
                if (!name.equals(device.orElse(name)))
                    throw new IllegalArgumentException("is of device " + name + ", the log of " + device.get());
                EventLine event = new EventLine(
                        LocalDateTime.parse(cells[0].strip(), TIME),
                        whole("EventId", cells[2], 0, 32_767),
                        whole("Parameter", cells[3], SignalEvent.NO_PARAMETER, Integer.MAX_VALUE));
                device = Optional.of(name);
                lines.add(event);
            } catch (DateTimeException | IllegalArgumentException e) {
                faultCount++;
                if (faults.size() < MOST_FAULTS_NAMED) faults.add("line " + number + ": " + e.getMessage());
            }
        }

        private static int whole(String column, String text, int min, int max) {
            try {
                int value = Integer.parseInt(text.strip());
                if (value >= min && value <= max) return value;
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(column + " is no whole number: \"" + text + "\"", e);
            }
            throw new IllegalArgumentException(column + " must be " + min + ".." + max + ", but is " + text);
        }

        EventLog finish(Path file) throws IOException {
            if (lines.isEmpty())
                throw new IOException(
                        file + " holds no event" + (faults.isEmpty() ? "" : "; its first fault: " + faults.getFirst()));
            return new EventLog(device.orElseThrow(), lines, faults, faultCount);
        }
    }
}
