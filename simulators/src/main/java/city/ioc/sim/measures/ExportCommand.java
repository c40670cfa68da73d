package city.ioc.sim.measures;

import city.ioc.measures.log.IndianaCsv;
import city.ioc.measures.log.LogEvent;
import java.io.PrintStream;

/** Writes an imported log as the CSV that it came as. */
final class ExportCommand {
    private final LogStore store;
    private final PrintStream out;

    ExportCommand(LogStore store, PrintStream out) {
        this.store = store;
        this.out = out;
    }

    void run(MeasureArguments arguments) {
        String device =
                arguments.find("--device").orElseThrow(() -> new IllegalArgumentException("--device is missing"));
        long from = arguments.time("--from", Long.MIN_VALUE);
        long to = arguments.time("--to", Long.MAX_VALUE);
        arguments.checkAllRead(0);
        Iterable<LogEvent> events = store.read(device, from, to);
        out.println(IndianaCsv.HEADER);
        for (LogEvent event : events) out.println(IndianaCsv.write(device, event));
    }
}
