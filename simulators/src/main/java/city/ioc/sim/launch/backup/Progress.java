package city.ioc.sim.launch.backup;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Tells the person at the terminal how far it is: a line every few seconds and one for each step. Owned by one thread. */
final class Progress {
    private static final Duration EVERY = Duration.ofSeconds(3);

    /** Less than this is not worth a line. */
    private static final long WORTH_TELLING = 1_000_000;

    private final PrintStream out;
    private final long began = System.nanoTime();
    private String step = "";
    private long bytes;
    private long lastSaid = began;

    Progress(PrintStream out) {
        this.out = out;
    }

    void step(String what) {
        step = what;
        bytes = 0;
    }

    void add(long more) {
        bytes += more;
        long now = System.nanoTime();
        if (now - lastSaid < EVERY.toNanos() || bytes < WORTH_TELLING) return;
        lastSaid = now;
        say(step + ": " + megabytes(bytes) + " so far");
    }

    void say(String line) {
        out.printf(Locale.ROOT, "%6.1f s  %s%n", (System.nanoTime() - began) / 1e9, line);
        out.flush();
    }

    /** Counts what passes. */
    OutputStream counting(OutputStream into) {
        return new FilterOutputStream(into) {
            @Override
            public void write(int value) throws IOException {
                out.write(value);
                add(1);
            }

            @Override
            public void write(byte[] from, int offset, int length) throws IOException {
                out.write(from, offset, length);
                add(length);
            }
        };
    }

    static String megabytes(long bytes) {
        return String.format(Locale.ROOT, bytes < 10_000_000 ? "%.1f MB" : "%.0f MB", bytes / 1e6);
    }
}
