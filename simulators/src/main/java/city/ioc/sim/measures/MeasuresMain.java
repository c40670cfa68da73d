package city.ioc.sim.measures;

import city.ioc.contracts.config.SettingKey;
import city.ioc.contracts.config.Settings;
import city.ioc.measures.log.DetectorFunction;
import city.ioc.measures.measure.Measure;
import city.ioc.measures.measure.MeasureParameter;
import city.ioc.measures.measure.Measures;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code ./ioc measures COMMAND}: signal performance measures of imported logs; only taking the city's own log needs it to run. */
public final class MeasuresMain {
    static final int FINE = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;

    private static final Set<String> HELP = Set.of("help", "--help", "-h");

    private final LogStore store;
    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;

    private MeasuresMain(LogStore store, Map<String, String> environment, PrintStream out, PrintStream err) {
        this.store = store;
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(buffered(System.out), false, StandardCharsets.UTF_8);
        int status = run(Arrays.asList(arguments), System.getenv(), out, System.err);
        out.flush();
        System.exit(status);
    }

    private static OutputStream buffered(PrintStream stream) {
        return new java.io.BufferedOutputStream(stream, 1 << 16);
    }

    /** Runs one command; every fault is a line on {@code err} and an exit code. */
    static int run(List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
        if (arguments.stream().anyMatch(HELP::contains)) {
            out.println(usage());
            return FINE;
        }
        try {
            Settings settings = Settings.of(environment);
            Path home = settings.folder(SettingKey.IOC_HOME, Path.of(".ioc"));
            settings.check();
            if (arguments.isEmpty()) throw new IllegalArgumentException("which command?");
            MeasureArguments parsed = MeasureArguments.parse(arguments.subList(1, arguments.size()));
            new MeasuresMain(new LogStore(home.resolve("measures")), environment, out, err)
                    .run(arguments.getFirst(), parsed);
            return FINE;
        } catch (MeasuresException e) {
            err.println("ioc: " + e.getMessage());
            return FAILED;
        } catch (IllegalArgumentException e) {
            err.println("ioc: " + e.getMessage());
            err.println(usage());
            return USAGE;
        }
    }

    private void run(String command, MeasureArguments arguments) {
        switch (command) {
            case "import" -> new ImportCommand(store, out, err).run(arguments, environment);
            case "show" -> new ShowCommand(store, out, err).run(arguments);
            case "export" -> new ExportCommand(store, out).run(arguments);
            case "list" -> list(arguments);
            default -> throw new IllegalArgumentException("there is no command \"" + command + "\"");
        }
    }

    private void list(MeasureArguments arguments) {
        arguments.checkAllRead(0);
        for (Measure measure : Measures.list()) {
            out.printf("%-17s %s%n", measure.name(), measure.purpose());
            measure.needs()
                    .map(DetectorFunction::word)
                    .ifPresent(word -> out.printf("%-17s   needs detectors of function %s%n", "", word));
            for (MeasureParameter each : measure.parameters())
                out.printf(
                        "%-17s   --%s %s: %s%n",
                        "", each.option(), MeasureParameter.plain(each.fallback()), each.meaning());
        }
        List<String> devices = store.listDevices();
        out.println(devices.isEmpty() ? "no log was imported yet" : "logs of devices: " + String.join(", ", devices));
    }

    private static String usage() {
        return """
                usage:
                  ./ioc measures import EVENTS.csv[.gz]… [--detectors DETECTORS.csv]
                      keep recorded logs; a file given again changes nothing
                  ./ioc measures import --intersection ID [--from TIME] [--to TIME]
                      keep the log of an intersection of the running city, of the last hour or of a time
                  ./ioc measures show MEASURE --device N [--bin 15m] [--from TIME] [--to TIME] [--csv] [--incomplete] [--OPTION VALUE]
                      a measure by bins; --incomplete: also bins of which a part of the log is missing
                  ./ioc measures export --device N [--from TIME] [--to TIME]
                      a log as CSV
                  ./ioc measures list
                      measures with what they need and their options, and the devices with a log
                Exit code 0: done, 1: it could not be done, 2: called wrongly.""";
    }
}
