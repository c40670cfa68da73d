package city.ioc.sim.measures;

import city.ioc.measures.log.DetectorTable;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Keeps recorded logs and their detector tables. */
final class ImportCommand {
    private final LogStore store;
    private final PrintStream out;
    private final PrintStream err;

    ImportCommand(LogStore store, PrintStream out, PrintStream err) {
        this.store = store;
        this.out = out;
        this.err = err;
    }

    void run(MeasureArguments arguments, Map<String, String> environment) {
        Optional<String> intersection = arguments.find("--intersection");
        if (intersection.isPresent()) importCity(intersection.get(), arguments, environment);
        else importFiles(arguments);
    }

    /** The log of an intersection of the running city, with its detectors. */
    private void importCity(String intersection, MeasureArguments arguments, Map<String, String> environment) {
        long from = arguments.time("--from", Long.MIN_VALUE);
        long to = arguments.time("--to", Long.MAX_VALUE);
        arguments.checkAllRead(0);
        CityLog log = CityLog.of(intersection, environment);
        tell(store.importFrom(into -> log.read(from, to, into)));
        store.keepDetectors(intersection, log.detectors());
    }

    private void importFiles(MeasureArguments arguments) {
        if (arguments.words().isEmpty()) throw new IllegalArgumentException("the file of events is missing");
        Optional<Path> detectors = arguments.find("--detectors").map(Path::of);
        arguments.checkAllRead(Integer.MAX_VALUE);
        // Read first: a table that cannot be read must not be found out after an hour of events.
        Optional<DetectorFile.Reading> tables = detectors.map(DetectorFile::read);
        tables.ifPresent(reading -> tell(detectors.orElseThrow(), reading.faults(), "detectors"));
        Set<String> devices = new TreeSet<>();
        List<String> failures = new ArrayList<>();
        for (String word : arguments.words()) {
            Path file = Path.of(word);
            LogStore.Imported imported;
            try {
                imported = store.importEvents(file);
            } catch (MeasuresException e) {
                failures.add(String.valueOf(e.getMessage()));
                continue;
            }
            tell(file, imported.faults(), "events");
            imported.fresh()
                    .forEach((device, fresh) -> out.println("device " + device + ": " + fresh + " events, "
                            + imported.repeated().getOrDefault(device, 0L) + " known or repeated"));
            devices.addAll(imported.fresh().keySet());
        }
        tables.ifPresent(reading -> keep(reading.tables()));
        for (String device : devices)
            if (store.findDetectors(device).isEmpty())
                err.println("device " + device
                        + " has no detector table; measures that need one stay empty until --detectors gives it");
        if (!failures.isEmpty()) throw new MeasuresException(String.join("\nioc: ", failures));
    }

    /** A table may name devices whose logs come later or never: they are said, not kept. */
    private void keep(Map<String, DetectorTable> tables) {
        Set<String> known = Set.copyOf(store.listDevices());
        tables.forEach((device, table) -> {
            if (known.contains(device)) store.keepDetectors(device, table);
            else err.println("detectors of device " + device + ", of which there is no log, were left out");
        });
    }

    private void tell(LogStore.Imported imported) {
        imported.fresh()
                .forEach((device, fresh) -> out.println("device " + device + ": " + fresh + " events, "
                        + imported.repeated().getOrDefault(device, 0L) + " known or repeated"));
    }

    private void tell(Path file, Faults faults, String what) {
        for (String fault : faults.named()) err.println(file + " " + fault + "; left out");
        if (faults.count() > 0)
            err.println(file + ": " + faults.count() + " lines are no " + what + " and were left out");
    }
}
