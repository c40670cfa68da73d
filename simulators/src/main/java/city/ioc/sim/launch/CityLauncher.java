package city.ioc.sim.launch;

import city.ioc.contracts.city.CityException;
import city.ioc.local.FreePort;
import city.ioc.local.ServiceException;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** {@code up}: starts the city and blocks until it is ended. {@code down}: ends the city of the state folder. */
public final class CityLauncher {
    private static final Duration DOWN_LIMIT = Duration.ofSeconds(60);
    private static final String SELF = "city";

    private CityLauncher() {}

    public static void main(String[] args) {
        List<String> arguments = Arrays.asList(args);
        try {
            String command = arguments.isEmpty() ? "" : arguments.getFirst();
            switch (command) {
                case "up" -> up(LauncherConfig.from(System.getenv(), arguments.subList(1, arguments.size())));
                case "down" -> down(LauncherConfig.from(System.getenv(), List.of()));
                default -> throw new IllegalArgumentException("up or down, not \"" + command + "\"");
            }
        } catch (LaunchException | ServiceException | CityException | IllegalArgumentException e) {
            System.err.println("ioc: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void up(LauncherConfig config) {
        StateFolder state = new StateFolder(config.home());
        state.create();
        Optional<FileLock> lock = state.tryLock();
        if (lock.isEmpty())
            throw new LaunchException("a city already runs on " + state.root() + "; ./ioc down ends it");
        state.requireWhole();
        if (!FreePort.isFree(config.port()))
            throw new LaunchException(
                    "port " + config.port() + " is in use by another program; choose one with IOC_PORT");
        endLeftovers(state);
        PidFile.write(state.run(), SELF, ProcessHandle.current().pid());
        Console console = new Console(System.out);
        CityProcesses city = new CityProcesses(config, state, console);
        // The one place that ends the city, whoever asks: Ctrl-C, SIGTERM, or a start that failed.
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            console.plain("ending the city");
                            city.stop();
                            PidFile.remove(state.run(), SELF);
                            console.plain("ended");
                        },
                        "end-city"));
        try {
            city.start();
        } catch (LaunchException | ServiceException e) {
            if (city.isEnding()) return;
            throw e;
        }
        console.plain("ready: http://" + host(config) + ":" + config.port());
        console.plain("first-run logins: " + state.firstRunLogins());
        city.keepTime();
    }

    private static String host(LauncherConfig config) {
        return List.of("127.0.0.1", "0.0.0.0", "::", "::1").contains(config.bind()) ? "localhost" : config.bind();
    }

    /** Parts of a city whose launcher was killed. */
    private static void endLeftovers(StateFolder state) {
        for (Path file : PidFile.list(state.run())) {
            PidFile.find(file).ifPresent(process -> PidFile.end(process, Duration.ofSeconds(20)));
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new LaunchException(file + " cannot be removed: " + e, e);
            }
        }
    }

    private static void down(LauncherConfig config) {
        StateFolder state = new StateFolder(config.home());
        Optional<ProcessHandle> city = PidFile.find(state.run().resolve(SELF + ".pid"));
        city.ifPresent(process -> PidFile.end(process, DOWN_LIMIT));
        boolean leftovers = PidFile.list(state.run()).stream()
                .anyMatch(file -> PidFile.find(file).isPresent());
        endLeftovers(state);
        System.out.println(
                city.isPresent() || leftovers
                        ? "ended the city of " + state.root()
                        : "no city runs on " + state.root());
    }
}
