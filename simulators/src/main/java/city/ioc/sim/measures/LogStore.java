package city.ioc.sim.measures;

import city.ioc.measures.log.DetectorTable;
import city.ioc.measures.log.IndianaCsv;
import city.ioc.measures.log.LogEvent;
import city.ioc.measures.log.LogTime;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Imported logs: a folder for each device, in it a file of events for each day and the device's detector table. Importing a file
 * twice changes nothing, for every event is kept once. Confined to one thread; a second import at the same time is refused.
 */
public final class LogStore {
    /** Most events in memory while a file is read, eight bytes each; then they are merged into their days. */
    private static final int MOST_HELD = 8_000_000;

    private static final String DETECTORS = "detectors.csv";

    private final Path root;
    private final int mostHeld;

    public LogStore(Path root) {
        this(root, MOST_HELD);
    }

    LogStore(Path root, int mostHeld) {
        this.root = root;
        this.mostHeld = mostHeld;
    }

    /** What an import came to: by device how many events are new and how many were known. */
    public record Imported(Map<String, Long> fresh, Map<String, Long> repeated, Faults faults) {}

    private record Day(String device, long day) implements Comparable<Day> {
        @Override
        public int compareTo(Day other) {
            int byDevice = device.compareTo(other.device);
            return byDevice != 0 ? byDevice : Long.compare(day, other.day);
        }
    }

    /** Devices with a log, in order. */
    public List<String> listDevices() {
        if (!Files.isDirectory(root)) return List.of();
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> String.valueOf(folder.getFileName()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new MeasuresException(root + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Where events come from. */
    @FunctionalInterface
    interface Source {
        EventFile.Reading read(Consumer<IndianaCsv.Line> into);
    }

    /** @throws MeasuresException when the file cannot be read or another import runs */
    public Imported importEvents(Path file) {
        return importFrom(into -> EventFile.read(file, into));
    }

    /** Keeps what a source gives, also when it fails after a part. */
    Imported importFrom(Source source) {
        try {
            Files.createDirectories(root);
            try (FileChannel channel = FileChannel.open(
                            root.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = Optional.ofNullable(channel.tryLock())
                            .orElseThrow(() -> new MeasuresException("another import runs; wait until it has ended"))) {
                return new Import().run(source);
            }
        } catch (OverlappingFileLockException e) {
            throw new MeasuresException("another import runs; wait until it has ended", e);
        } catch (IOException e) {
            throw new MeasuresException(root + " cannot be written: " + e.getMessage(), e);
        }
    }

    private final class Import {
        private final Map<Day, DayFile.PackedEvents> held = new TreeMap<>();
        private final Map<String, Long> fresh = new TreeMap<>();
        private final Map<String, Long> repeated = new TreeMap<>();
        private int count;

        Imported run(Source source) {
            try {
                EventFile.Reading reading = source.read(this::take);
                return new Imported(fresh, repeated, reading.faults());
            } finally {
                merge();
            }
        }

        private void take(IndianaCsv.Line line) {
            Day day = new Day(line.device(), Math.floorDiv(line.event().atMs(), LogTime.DAY_MS));
            held.computeIfAbsent(day, each -> new DayFile.PackedEvents()).add(DayFile.pack(line.event()));
            if (++count >= mostHeld) merge();
        }

        private void merge() {
            held.forEach((day, events) -> {
                Path folder = root.resolve(day.device);
                Path file = folder.resolve(DayFile.name(day.day));
                long[] known = DayFile.read(file);
                int taken = events.size();
                events.addAll(known);
                long[] all = events.once();
                if (all.length > known.length) {
                    create(folder);
                    DayFile.write(file, day.device, day.day, all);
                }
                int added = all.length - known.length;
                fresh.merge(day.device, (long) added, Long::sum);
                repeated.merge(day.device, (long) taken - added, Long::sum);
            });
            held.clear();
            count = 0;
        }
    }

    private static void create(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new MeasuresException(folder + " cannot be made: " + e.getMessage(), e);
        }
    }

    /** Replaces the detector table of a device with a log. */
    public void keepDetectors(String device, DetectorTable table) {
        Path file = folder(device).resolve(DETECTORS);
        try {
            Files.writeString(file, DetectorFile.text(device, table));
        } catch (IOException e) {
            throw new MeasuresException(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** The device's table; empty when none was imported. */
    public Optional<DetectorTable> findDetectors(String device) {
        Path file = folder(device).resolve(DETECTORS);
        if (!Files.exists(file)) return Optional.empty();
        return Optional.of(DetectorFile.read(file).tables().getOrDefault(device, DetectorTable.NONE));
    }

    /** Events of a device in order, from a time on and before another, a day of them in memory at a time. */
    public Iterable<LogEvent> read(String device, long fromMs, long toMs) {
        Path folder = folder(device);
        List<Long> days = listDays(folder);
        return () -> days.stream()
                .filter(day -> (day + 1) * LogTime.DAY_MS > fromMs && day * LogTime.DAY_MS < toMs)
                .flatMap(day -> Arrays.stream(DayFile.read(folder.resolve(DayFile.name(day))))
                        .mapToObj(packed -> DayFile.unpack(day, packed)))
                .filter(event -> event.atMs() >= fromMs && event.atMs() < toMs)
                .iterator();
    }

    private static List<Long> listDays(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.matches("\\d{4}-\\d{2}-\\d{2}\\.csv\\.gz"))
                    .map(name -> Math.floorDiv(LogTime.parse(name.substring(0, 10)), LogTime.DAY_MS))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new MeasuresException(folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    private Path folder(String device) {
        List<String> known = listDevices();
        if (known.contains(device)) return root.resolve(device);
        throw new MeasuresException("no log of device \"" + device + "\" was imported; "
                + (known.isEmpty() ? "./ioc measures import takes one" : "there are " + String.join(", ", known)));
    }
}
