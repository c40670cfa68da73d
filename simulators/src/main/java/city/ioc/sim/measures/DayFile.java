package city.ioc.sim.measures;

import city.ioc.measures.log.IndianaCsv;
import city.ioc.measures.log.LogEvent;
import city.ioc.measures.log.LogTime;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/**
 * A day of one device as a file of events, in order and without repeats; in memory eight bytes an event. Packed: milliseconds of
 * the day, then code, then parameter, so that the numbers sort as the events do.
 */
final class DayFile {
    private static final int PARAMETER_BITS = 16;
    private static final int CODE_BITS = 15;

    private DayFile() {}

    static long pack(LogEvent event) {
        long time = Math.floorMod(event.atMs(), LogTime.DAY_MS);
        return (time << (CODE_BITS + PARAMETER_BITS))
                | ((long) event.code() << PARAMETER_BITS)
                | (event.parameter() - LogEvent.NO_PARAMETER);
    }

    static LogEvent unpack(long day, long packed) {
        return new LogEvent(
                day * LogTime.DAY_MS + (packed >>> (CODE_BITS + PARAMETER_BITS)),
                (int) (packed >>> PARAMETER_BITS) & ((1 << CODE_BITS) - 1),
                (int) (packed & ((1 << PARAMETER_BITS) - 1)) + LogEvent.NO_PARAMETER);
    }

    static String name(long day) {
        return LogTime.seconds(day * LogTime.DAY_MS).substring(0, 10) + ".csv.gz";
    }

    /** The day's events in order; none when there is no file. */
    static long[] read(Path file) {
        if (!Files.exists(file)) return new long[0];
        PackedEvents events = new PackedEvents();
        EventFile.Reading reading = EventFile.read(file, line -> events.add(pack(line.event())));
        if (reading.faults().count() > 0)
            throw new MeasuresException(file + " has been damaged, "
                    + reading.faults().named().getFirst() + "; remove it and import its log again");
        return events.once();
    }

    /** Replaces the file in one step. */
    static void write(Path file, String device, long day, long[] events) {
        Path fresh = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            try (BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(
                    new GZIPOutputStream(Files.newOutputStream(fresh), 1 << 16), StandardCharsets.UTF_8))) {
                writer.write(IndianaCsv.HEADER);
                writer.write("\n");
                for (long event : events) {
                    writer.write(IndianaCsv.write(device, unpack(day, event)));
                    writer.write("\n");
                }
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new MeasuresException(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** Packed events in the order in which they come. */
    static final class PackedEvents {
        private long[] events = new long[64];
        private int size;

        void add(long event) {
            if (size == events.length) events = Arrays.copyOf(events, size + (size >> 1));
            events[size++] = event;
        }

        int size() {
            return size;
        }

        void addAll(long[] more) {
            for (long event : more) add(event);
        }

        /** In order, each once. */
        long[] once() {
            long[] sorted = Arrays.copyOf(events, size);
            Arrays.sort(sorted);
            int kept = 0;
            for (int i = 0; i < size; i++) if (i == 0 || sorted[i] != sorted[i - 1]) sorted[kept++] = sorted[i];
            return Arrays.copyOf(sorted, kept);
        }
    }
}
