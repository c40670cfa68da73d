package city.ioc.sim.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Process ids of the city's parts, each with the time its process started, since numbers are given again. */
final class PidFile {
    private static final Duration SAME_START = Duration.ofSeconds(3);

    private PidFile() {}

    static void write(Path folder, String name, long pid) {
        Instant started = ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().startInstant())
                .orElse(Instant.EPOCH);
        StateFolder.write(folder.resolve(name + ".pid"), pid + " " + started + "\n");
    }

    static void remove(Path folder, String name) {
        try {
            Files.deleteIfExists(folder.resolve(name + ".pid"));
        } catch (IOException e) {
            throw new LaunchException("cannot remove the pid file of " + name, e);
        }
    }

    /** The process of a pid file, when it still is the one that was written down. */
    static Optional<ProcessHandle> find(Path file) {
        try {
            String[] words = Files.readString(file).trim().split(" ");
            Instant started = Instant.parse(words[1]);
            return ProcessHandle.of(Long.parseLong(words[0]))
                    .filter(ProcessHandle::isAlive)
                    .filter(handle -> handle.info()
                            .startInstant()
                            .map(at -> Duration.between(at, started).abs().compareTo(SAME_START) < 0)
                            .orElse(false));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.exists(folder) ? Files.list(folder) : Stream.empty()) {
            return files.filter(file -> file.toString().endsWith(".pid")).toList();
        } catch (IOException e) {
            throw new LaunchException("cannot list " + folder, e);
        }
    }

    /** SIGTERM, and SIGKILL after the grace. */
    static void end(ProcessHandle process, Duration grace) {
        process.destroy();
        try {
            process.onExit().get(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
