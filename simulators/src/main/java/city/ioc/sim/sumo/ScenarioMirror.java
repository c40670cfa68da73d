package city.ioc.sim.sumo;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A scenario's folder seen from a folder of ours, a link a file: SUMO writes what the scenario's detectors and options ask for beside
 * their files, and that is then here and not there, where it may not write or other runs write too.
 */
final class ScenarioMirror {
    private static final String FOLDER = "scenario";
    /** A folder with more is no scenario's own. */
    private static final int MOST_FILES = 2_000;

    private final Path original;
    private final Path mirror;
    private final boolean isMade;

    private ScenarioMirror(Path original, Path mirror, boolean isMade) {
        this.original = original;
        this.mirror = mirror;
        this.isMade = isMade;
    }

    /**
     * Makes the mirror in a folder; a scenario that refers to files beside its own folder is used where it is.
     *
     * @param config the scenario's configuration
     */
    static ScenarioMirror make(Path config, boolean refersOutside, Path folder) {
        Path original = config.toAbsolutePath().normalize().getParent();
        if (original == null) throw new SumoException(config + " lies nowhere");
        Path mirror = folder.resolve(FOLDER).toAbsolutePath();
        if (refersOutside || mirror.startsWith(original)) return new ScenarioMirror(original, mirror, false);
        try (Stream<Path> walk = Files.walk(original, FileVisitOption.FOLLOW_LINKS)) {
            List<Path> all = walk.limit(MOST_FILES + 1).toList();
            if (all.size() > MOST_FILES) return new ScenarioMirror(original, mirror, false);
            for (Path each : all) {
                Path here = mirror.resolve(original.relativize(each));
                if (Files.isDirectory(each)) Files.createDirectories(here);
                else Files.createSymbolicLink(here, each);
            }
            return new ScenarioMirror(original, mirror, true);
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new SumoException("the scenario cannot be seen from " + folder + ": " + e, e);
        }
    }

    /** Where SUMO is to read a file of the scenario. */
    Path seen(Path file) {
        Path whole = file.toAbsolutePath().normalize();
        return isMade && whole.startsWith(original) ? mirror.resolve(original.relativize(whole)) : whole;
    }
}
