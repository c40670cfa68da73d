package city.ioc.sim.launch.backup;

import city.ioc.contracts.evidence.EvidenceFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares a city's files with those in a backup. */
final class CityOfBackup {
    private CityOfBackup() {}

    /** Whether a folder holds just what the backup holds of the city's files; true, too, when the backup has none. */
    static boolean isAt(Path folder, Manifest manifest) throws IOException {
        Map<String, String> backedUp = manifest.parts().stream()
                .filter(part -> part.name().startsWith(StateParts.CITY))
                .collect(Collectors.toMap(
                        part -> part.name().substring(StateParts.CITY.length()), Manifest.Part::sha256));
        return backedUp.isEmpty() || backedUp.equals(hashes(folder));
    }

    private static Map<String, String> hashes(Path folder) throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        if (!Files.isDirectory(folder)) return hashes;
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.filter(Files::isRegularFile).toList())
                hashes.put(folder.relativize(each).toString(), EvidenceFolder.hash(Files.readAllBytes(each)));
        }
        return hashes;
    }
}
