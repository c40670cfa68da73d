package city.ioc.sim.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders that a bench made for itself. */
final class TemporaryFolder {
    private TemporaryFolder() {}

    /** Removes a folder and all that is in it; one that cannot be is named on standard error, for the figures are there already. */
    static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        } catch (IOException e) {
            System.err.println("ioc: " + folder + " cannot be removed: " + e);
        }
    }
}
