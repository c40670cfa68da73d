package city.ioc.edge.vision.command;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** {@code ./ioc vision COMMAND}: what the gateway's eyes see in pictures, files and streams, without a gateway. */
public final class VisionMain {
    /** Everything was read. */
    static final int FINE = 0;
    /** Some input was refused; the rest was done. */
    static final int REFUSED = 1;
    /** Called wrongly. */
    static final int USAGE = 2;

    private static final List<VisionCommand> COMMANDS = List.of(
            new DetectCommand(), new CountCommand(), new WatchCommand(), new PlatesCommand(), new LampCommand());

    private VisionMain() {}

    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(Arrays.asList(args), out, err));
    }

    /** Runs one command; every fault of its input is a line on {@code err}, never an exception. */
    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.isEmpty()) return usage(err, "which command?");
        Optional<VisionCommand> command = COMMANDS.stream()
                .filter(each -> each.name().equals(arguments.getFirst()))
                .findFirst();
        if (command.isEmpty()) return usage(err, "there is no command \"" + arguments.getFirst() + "\"");
        try {
            VisionArguments parsed = VisionArguments.parse(arguments.subList(1, arguments.size()));
            VisionOutput output = new VisionOutput(out, err, parsed.has("--json"));
            command.get().run(parsed, output);
            if (output.refused() == 0) return FINE;
            output.note("ioc: refused: " + output.refused());
            return REFUSED;
        } catch (UsageException e) {
            err.println("ioc: " + e.getMessage());
            err.println("usage: ./ioc vision " + command.get().name() + " "
                    + command.get().arguments());
            return USAGE;
        }
    }

    private static int usage(PrintStream err, String what) {
        err.println("ioc: " + what);
        err.println("usage:");
        for (VisionCommand each : COMMANDS) {
            err.println("  ./ioc vision " + each.name() + " " + each.arguments());
            err.println("      " + each.purpose());
        }
        err.println(
                "Every command takes --json: one object a line. Exit code 0: fine, 1: some input refused, 2: called wrongly.");
        return USAGE;
    }
}
