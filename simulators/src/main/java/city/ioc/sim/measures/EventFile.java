package city.ioc.sim.measures;

import city.ioc.measures.log.IndianaCsv;
import city.ioc.sim.replay.EventLog;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads a file of events line by line, so that its size does not matter. */
public final class EventFile {
    private EventFile() {}

    /** What was read: lines that are events, and those that are none. */
    public record Reading(long events, Faults faults) {}

    /** @throws MeasuresException when the file cannot be read or holds no event; what came before is taken all the same */
    public static Reading read(Path file, Consumer<IndianaCsv.Line> into) {
        if (!Files.isRegularFile(file)) throw new MeasuresException("there is no file " + file);
        Reader reader = new Reader(into);
        try (CutOffStream stream = new CutOffStream(EventLog.open(file));
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8), 1 << 16)) {
            String line = lines.readLine();
            while (line != null) {
                String next = lines.readLine();
                // The last line of a file that is cut off is half a line, and half a number is another number.
                if (next == null && stream.isCutOff())
                    throw new MeasuresException(file + " is cut off or damaged after line " + reader.number
                            + "; what came before was taken");
                reader.take(line);
                line = next;
            }
        } catch (IllegalArgumentException e) {
            throw new MeasuresException(file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new MeasuresException(file + " cannot be read: " + e.getMessage(), e);
        }
        if (reader.events == 0)
            throw new MeasuresException(file + " holds no event"
                    + (reader.faults.count() == 0
                            ? ""
                            : "; " + reader.faults.named().getFirst()));
        return new Reading(reader.events, reader.faults);
    }

    private static final class Reader {
        private final Consumer<IndianaCsv.Line> into;
        private final Faults faults = new Faults();
        private IndianaCsv format = IndianaCsv.withoutHeader();
        private long number;
        private long events;

        Reader(Consumer<IndianaCsv.Line> into) {
            this.into = into;
        }

        void take(String line) {
            number++;
            if (line.isBlank()) return;
            Optional<IndianaCsv> header = number == 1 ? IndianaCsv.ofHeader(line) : Optional.empty();
            if (header.isPresent()) {
                format = header.get();
                return;
            }
            IndianaCsv.Line read;
            try {
                read = format.read(line);
            } catch (IllegalArgumentException e) {
                faults.add(number, String.valueOf(e.getMessage()));
                return;
            }
            events++;
            into.accept(read);
        }
    }
}
