package city.ioc.sim.launch.backup;

import city.ioc.core.backup.RestoreException;
import city.ioc.local.ServiceException;
import city.ioc.sim.launch.LaunchException;
import city.ioc.sim.launch.LauncherConfig;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code ./ioc backup FILE} and {@code ./ioc restore FILE}: the whole state of a city into one file and back. */
public final class BackupMain {
    static final int FINE = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;

    private static final Set<String> HELP = Set.of("help", "--help", "-h");
    private static final String REPLACE = "--replace";
    private static final String CHECK = "--check";

    private BackupMain() {}

    public static void main(String[] args) {
        Cleanup cleanup = new Cleanup();
        Runtime.getRuntime().addShutdownHook(new Thread(cleanup::cancel, "cancel"));
        int status = run(Arrays.asList(args), System.getenv(), Instant.now(), cleanup, System.out, System.err);
        System.exit(status);
    }

    /** Runs one command; every fault is a line on {@code err} and an exit code. */
    static int run(
            List<String> arguments,
            Map<String, String> environment,
            Instant now,
            Cleanup cleanup,
            PrintStream out,
            PrintStream err) {
        if (arguments.stream().anyMatch(HELP::contains)) {
            out.println(usage());
            return FINE;
        }
        try {
            run(arguments, LauncherConfig.from(environment, List.of()), now, cleanup, new Progress(out));
            return FINE;
        } catch (BackupException | RestoreException | LaunchException | ServiceException e) {
            if (!cleanup.isCancelled()) err.println("ioc: " + e.getMessage());
            return FAILED;
        } catch (SQLException | IOException e) {
            if (!cleanup.isCancelled()) err.println("ioc: " + plain(e));
            return FAILED;
        } catch (IllegalArgumentException e) {
            err.println("ioc: " + e.getMessage());
            err.println(usage());
            return USAGE;
        }
    }

    private static String plain(Exception e) {
        String said = String.valueOf(e.getMessage()).strip();
        return e instanceof SQLException
                ? "the city's database: " + said
                : e.getClass().getSimpleName() + ": " + said;
    }

    private static void run(
            List<String> arguments, LauncherConfig config, Instant now, Cleanup cleanup, Progress progress)
            throws IOException, SQLException {
        if (arguments.isEmpty()) throw new IllegalArgumentException("backup or restore?");
        List<String> rest = new ArrayList<>(arguments.subList(1, arguments.size()));
        boolean restore = switch (arguments.getFirst()) {
            case "backup" -> false;
            case "restore" -> true;
            default -> throw new IllegalArgumentException("there is no command \"" + arguments.getFirst() + "\"");
        };
        boolean replace = restore && rest.remove(REPLACE);
        boolean check = restore && rest.remove(CHECK);
        if (rest.size() != 1 || rest.getFirst().startsWith("--"))
            throw new IllegalArgumentException("which file? One is needed, given were " + rest);
        Path file = Path.of(rest.getFirst()).toAbsolutePath().normalize();
        if (check) {
            try (BackupReader reader = BackupReader.open(file)) {
                RestoreCommand.describe(reader.manifest(), progress);
                reader.verify(progress);
                progress.say("whole");
            }
            return;
        }
        if (!restore) {
            new BackupCommand(config, progress, cleanup).run(file, now);
            return;
        }
        try (StateInUse state = StateInUse.take(config)) {
            new RestoreCommand(config, state, progress, cleanup).run(file, replace);
        }
    }

    private static String usage() {
        return """
                usage:
                  ./ioc backup FILE                 the whole state of the city, also while it runs, into a new file
                  ./ioc restore FILE [--replace]    the state of a file into an empty state folder; --replace: instead of what is there
                  ./ioc restore FILE --check        says whether the file is whole and what is in it, changes nothing
                Exit code 0: done, 1: it could not be done, 2: called wrongly.""";
    }
}
