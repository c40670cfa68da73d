package city.ioc.sim.launch.backup;

import city.ioc.contracts.config.SettingKey;
import city.ioc.sim.launch.LauncherConfig;
import city.ioc.sim.launch.StateFolder;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What belongs to the state of a city and is not in its database, by the name that it has in a backup. What is left out is either on
 * its way (the gateway's outbox, the broker's queues), of this machine (ports, process ids, logs, unpacked tools), or made of other
 * things (benches, what the simulator truly did).
 */
final class StateParts {
    static final String DATABASE = "database/";
    static final String STATE = "state/";
    static final String EVIDENCE = "evidence/";
    static final String CITY = "city/";

    /** Of the state folder: passwords and keys, imported logs, and single files. */
    static final List<String> OF_STATE = List.of("secrets", "measures", "first-run-logins.txt", "clock", "city");

    private StateParts() {}

    /** Folder of the pictures of cases. */
    static Path evidenceOf(LauncherConfig config) {
        return Optional.ofNullable(config.passedOn().get(SettingKey.IOC_EVIDENCE))
                .map(text -> Path.of(text).toAbsolutePath().normalize())
                .orElse(config.home().resolve("evidence"));
    }

    /** @param packed whether packing it would be of use */
    record StateFile(String part, Path file, boolean packed) {}

    static List<StateFile> list(StateFolder state, Path evidence, Path city) {
        List<StateFile> files = new ArrayList<>();
        for (String name : OF_STATE) add(files, STATE + name, state.root().resolve(name), true);
        add(files, CITY.substring(0, CITY.length() - 1), city, true);
        // Last: what the database refers to was there when its picture was taken.
        add(files, EVIDENCE.substring(0, EVIDENCE.length() - 1), evidence, false);
        return files;
    }

    private static void add(List<StateFile> files, String part, Path root, boolean packed) {
        if (!Files.exists(root)) return;
        try (Stream<Path> all = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
            for (Path each : all.filter(Files::isRegularFile)
                    .filter(StateParts::isWhole)
                    .sorted()
                    .toList()) {
                String below = root.relativize(each).toString();
                files.add(new StateFile(below.isEmpty() ? part : part + "/" + below, each, packed));
            }
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new BackupException(root + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Drafts and locks are nobody's state. */
    private static boolean isWhole(Path file) {
        String name = String.valueOf(file.getFileName());
        return !name.endsWith(".part") && !name.endsWith(".tmp") && !name.equals(".lock");
    }
}
