package city.ioc.sim.device;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/** The number of a start: seconds since 1970, or one more than the last start's where the clock does not give a greater one. */
public final class BootCounter {
    private BootCounter() {}

    /** Takes the next number and keeps it in {@code file}. */
    public static long next(Path file, InstantSource systemClock) {
        try {
            long last =
                    Files.exists(file) ? Long.parseLong(Files.readString(file).strip()) : 0;
            long next = Math.max(last + 1, systemClock.instant().getEpochSecond());
            if (file.getParent() != null) Files.createDirectories(file.getParent());
            Files.writeString(file, Long.toString(next));
            return next;
        } catch (IOException e) {
            throw new UncheckedIOException("boot counter " + file + " cannot be kept: " + e, e);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("boot counter " + file + " holds no number", e);
        }
    }
}
