package city.ioc.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** One child process with its output in a file. Owned by the thread that started it; {@link #isAlive} from any. */
final class LocalProcess {
    private static final Path SETSID = Path.of("/usr/bin/setsid");
    /** A log that is longer than this when its process starts is set aside, the one set aside before replaced. */
    private static final long LOG_BYTES = 10_000_000;

    private static final Duration POLL = Duration.ofMillis(20);

    private final String name;
    private final Process process;
    private final Path log;

    private LocalProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    static LocalProcess start(String name, List<String> command, Path workingFolder, Path log) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            if (Files.exists(log) && Files.size(log) > LOG_BYTES)
                Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            List<String> alone = new ArrayList<>();
            // A session of its own: Ctrl-C at a terminal reaches the starter alone, which ends its processes in order.
            if (Files.isExecutable(SETSID)) alone.add(SETSID.toString());
            alone.addAll(command);
            Process process = new ProcessBuilder(alone)
                    .directory(workingFolder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
            return new LocalProcess(name, process, log);
        } catch (IOException e) {
            throw new ServiceException(name + " cannot be started: " + e.getMessage(), e);
        }
    }

    /** Runs a command to its end. */
    static void run(String name, List<String> command, Path workingFolder, Path log, Duration limit) {
        LocalProcess running = start(name, command, workingFolder, log);
        try {
            if (!running.process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                running.kill();
                throw new ServiceException(name + " did not end within " + limit.toSeconds() + " s; see " + log);
            }
        } catch (InterruptedException e) {
            throw running.interrupted();
        }
        if (running.process.exitValue() != 0)
            throw new ServiceException(
                    name + " failed with " + running.process.exitValue() + ":\n" + running.lastLines());
    }

    /** Waits for a condition; a process that ends before, or takes longer, is an error that shows its last lines. */
    void await(BooleanSupplier ready, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (!ready.getAsBoolean()) {
            if (!process.isAlive())
                throw new ServiceException(name + " ended with " + process.exitValue() + ":\n" + lastLines());
            if (System.nanoTime() - end > 0) {
                kill();
                throw new ServiceException(name + " was not ready within " + limit.toSeconds() + " s:\n" + lastLines());
            }
            pause();
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    CompletableFuture<Integer> ended() {
        return process.onExit().thenApply(Process::exitValue);
    }

    long pid() {
        return process.pid();
    }

    /** SIGTERM, and SIGKILL when it has not ended within the grace. */
    void stop(Duration grace) {
        process.destroy();
        end(grace);
    }

    /** SIGINT, which PostgreSQL takes as its fast shutdown, and SIGKILL when it has not ended within the grace. */
    void interrupt(Duration grace) {
        Signals.send("INT", process.pid());
        end(grace);
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private void end(Duration grace) {
        try {
            if (!process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) kill();
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private ServiceException interrupted() {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
        return new ServiceException("interrupted while waiting for " + name);
    }

    static void pause() {
        try {
            Thread.sleep(POLL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceException("interrupted");
        }
    }

    private String lastLines() {
        try {
            List<String> lines = List.of(new String(Files.readAllBytes(log), StandardCharsets.UTF_8).split("\n"));
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
        } catch (IOException e) {
            return "(no output: " + e.getMessage() + ")";
        }
    }
}
