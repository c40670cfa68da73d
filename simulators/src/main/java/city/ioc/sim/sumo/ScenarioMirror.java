package city.ioc.sim.sumo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A scenario's folder seen from a folder of ours: SUMO writes what the scenario's detectors and options ask for beside their files, and
 * that is then here and not there, where it may not write or other runs write too. What is known to be read alone is a link; the rest
 * are copies, for SUMO would write through a link to what an earlier run has left.
 */
final class ScenarioMirror {
    /** A folder of this name is a mirror, of this run or of another one: no part of a scenario. */
    static final String FOLDER = "scenario-mirror";

    /** With more entries a folder below the scenario's is a link. */
    private static final int MOST_FILES = 2_000;
    /** Such a file is the output of an earlier run rather than something small that another file includes. */
    private static final long LONGEST_COPY = 256L << 20;

    private final Path root;
    private final Path mirror;
    private final Set<Path> inputs;
    private int files;

    private ScenarioMirror(Path root, Path mirror, Set<Path> inputs) {
        this.root = root;
        this.mirror = mirror;
        this.inputs = inputs;
    }

    /**
     * Makes the mirror in a folder.
     *
     * @param config the scenario's configuration
     * @param inputs files that SUMO reads
     * @param levelsAbove how far above its own folder the scenario refers to files
     */
    static ScenarioMirror make(Path config, Set<Path> inputs, int levelsAbove, Path folder) {
        Path original = config.toAbsolutePath().normalize().getParent();
        if (original == null) throw new SumoException(config + " lies nowhere");
        Path root = original;
        for (int i = 0; i < levelsAbove && root.getParent() != null; i++) root = root.getParent();
        ScenarioMirror made =
                new ScenarioMirror(root, folder.resolve(FOLDER).toAbsolutePath().normalize(), inputs);
        try {
            made.forget();
            made.descend(original);
            made.fill(original);
            return made;
        } catch (IOException e) {
            throw new SumoException("the scenario cannot be seen from " + folder + ": " + e, e);
        }
    }

    /** Removes what is left of the mirror of an earlier run. */
    private void forget() throws IOException {
        if (!Files.exists(mirror)) return;
        try (Stream<Path> all = Files.walk(mirror)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(each);
        }
    }

    /** The way down to the scenario's folder: what lies beside it is a link. */
    private void descend(Path original) throws IOException {
        Path at = root;
        while (!at.equals(original)) {
            Path next = at.resolve(original.getName(at.getNameCount()));
            Files.createDirectories(seen(at));
            for (Path each : list(at)) if (!each.equals(next)) Files.createSymbolicLink(seen(each), each);
            at = next;
        }
    }

    private void fill(Path at) throws IOException {
        Files.createDirectories(seen(at));
        List<Path> entries = list(at);
        files += entries.size();
        for (Path each : entries) {
            if (each.endsWith(FOLDER) || mirror.startsWith(each)) continue;
            if (Files.isDirectory(each)) {
                if (files > MOST_FILES || Files.isSymbolicLink(each)) Files.createSymbolicLink(seen(each), each);
                else fill(each);
            } else if (inputs.contains(each)) {
                Files.createSymbolicLink(seen(each), each);
            } else if (Files.isRegularFile(each) && Files.size(each) <= LONGEST_COPY) {
                Files.copy(each, seen(each));
            }
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }

    /** Where SUMO is to read a file of the scenario. */
    Path seen(Path file) {
        Path whole = file.toAbsolutePath().normalize();
        return whole.startsWith(root) ? mirror.resolve(root.relativize(whole)) : whole;
    }
}
