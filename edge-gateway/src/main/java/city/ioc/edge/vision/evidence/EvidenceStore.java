package city.ioc.edge.vision.evidence;

import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.evidence.EvidenceCase;
import city.ioc.contracts.evidence.EvidenceFolder;
import city.ioc.contracts.evidence.EvidenceItem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files under the hash of what is in them, and for each case a document that names its files. The same picture is kept once, and a
 * file that was changed no longer has its name. Used by one thread; others may read.
 */
public final class EvidenceStore {
    private static final Logger log = LoggerFactory.getLogger(EvidenceStore.class);

    private final EvidenceFolder folder;

    /** @param root is made if it is not there */
    public EvidenceStore(Path root) throws IOException {
        folder = new EvidenceFolder(root);
        Files.createDirectories(folder.files());
        Files.createDirectories(folder.cases());
    }

    /** Keeps a file; returns its SHA-256 in hexadecimal digits. */
    public String put(byte[] bytes) throws IOException {
        String hash = EvidenceFolder.hash(bytes);
        Path file = folder.fileOf(hash);
        if (Files.exists(file)) return hash;
        Files.createDirectories(file.getParent());
        write(file, bytes);
        return hash;
    }

    /** Keeps the document of a case, in place of an earlier one. */
    public void put(EvidenceCase made) throws IOException {
        write(
                folder.caseOf(made.request().id()),
                CityJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(made));
    }

    public Optional<EvidenceCase> find(String id) throws IOException {
        return folder.find(id);
    }

    /** The bytes under a hash; empty when they are gone or are no longer those that were kept. */
    public Optional<byte[]> read(String sha256) throws IOException {
        return switch (folder.read(sha256)) {
            case EvidenceFolder.Whole whole -> Optional.of(whole.bytes());
            case EvidenceFolder.Missing missing -> Optional.empty();
            case EvidenceFolder.Changed changed -> {
                log.error("evidence was changed file={}", changed.file());
                yield Optional.empty();
            }
        };
    }

    /**
     * Removes the cases about instants before this, and the files no case names any more.
     *
     * @return how many cases were removed
     */
    public int purge(Instant before) throws IOException {
        int removed = 0;
        Set<String> needed = new HashSet<>();
        for (Path file : list(folder.cases())) {
            EvidenceCase each = CityJson.mapper().readValue(Files.readAllBytes(file), EvidenceCase.class);
            if (each.request().at().isBefore(before)) {
                Files.delete(file);
                removed++;
            } else {
                for (EvidenceItem item : each.items()) needed.add(item.sha256());
            }
        }
        for (Path file : list(folder.files()))
            if (!needed.contains(file.getFileName().toString())) Files.delete(file);
        if (removed > 0) log.info("evidence purged cases={} before={}", removed, before);
        return removed;
    }

    /** Whole or not at all, even when the power fails. */
    private static void write(Path file, byte[] bytes) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.write(part, bytes);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static List<Path> list(Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(Files::isRegularFile).forEach(found::add);
        }
        return found;
    }
}
