package city.ioc.sim.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends a bench's city and removes its state folder, also when the bench itself is ended by a signal: what it starts is either ended
 * with it or not started any more. Thread-safe.
 */
final class CityEnd implements AutoCloseable {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

    private final Path folder;
    private final Thread atExit = new Thread(this::end, "end-bench-city");
    private @Nullable Process process;
    private boolean ended;

    /** @throws BenchException when the bench is being ended already */
    CityEnd(Path folder) {
        this.folder = folder;
        try {
            Runtime.getRuntime().addShutdownHook(atExit);
        } catch (IllegalStateException e) {
            end();
            throw new BenchException("the bench is being ended", e);
        }
    }

    /** Starts the city's launcher. */
    synchronized Process start(ProcessBuilder launcher) throws IOException {
        if (ended) throw new BenchException("the bench is being ended");
        Process started = launcher.start();
        process = started;
        return started;
    }

    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The bench is being ended, and the hook finds nothing left to do.
        }
    }

    private synchronized void end() {
        if (ended) return;
        ended = true;
        if (process != null) end(process);
        TemporaryFolder.remove(folder);
    }

    private static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
