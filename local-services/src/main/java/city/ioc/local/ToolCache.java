package city.ioc.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The folder that unpacked and compiled tools are shared in: {@code cache} below the state folder. Immutable.
 *
 * @param folder exists or can be made
 */
public record ToolCache(Path folder) {
    /** The cache of a state folder. */
    public static ToolCache of(Path stateFolder) {
        return new ToolCache(stateFolder.toAbsolutePath().resolve("cache"));
    }

    /**
     * The cache that tests share: below {@code IOC_HOME}, else below the nearest {@code .ioc} upwards of the working folder, else
     * below {@code .ioc} beside the {@code ioc} command.
     */
    static ToolCache ofWorkingFolder() {
        String home = System.getenv("IOC_HOME");
        if (home != null && !home.isBlank()) return of(Path.of(home));
        Path start = Path.of("").toAbsolutePath();
        for (Path at = start; at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve(".ioc").resolve("cache"))) return of(at.resolve(".ioc"));
        }
        for (Path at = start; at != null; at = at.getParent()) {
            if (Files.isExecutable(at.resolve("ioc")) && Files.exists(at.resolve("pom.xml")))
                return of(at.resolve(".ioc"));
        }
        return of(start.resolve(".ioc"));
    }

    /** TimescaleDB as {@code scripts/build-timescaledb} leaves it: {@code lib/} and {@code extension/}. */
    Optional<Path> findTimescale() {
        Path built = folder.resolve("timescaledb-pg17");
        return Files.exists(built.resolve(".done")) ? Optional.of(built) : Optional.empty();
    }
}
