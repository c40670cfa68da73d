package city.ioc.contracts.evidence;

import city.ioc.contracts.city.CityJson;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A folder of evidence, for whoever reads it: each file under the hash of what is in it, and a document for each case. It may be a
 * copy of another one, or several in one. Thread-safe.
 */
public final class EvidenceFolder {
    private final Path root;

    public EvidenceFolder(Path root) {
        this.root = root;
    }

    /** What is there under a hash. */
    public sealed interface Content {}

    /** The bytes that were kept. */
    public record Whole(byte[] bytes) implements Content {}

    /** No file has that name. */
    public record Missing() implements Content {}

    /** A file has that name, but is not what was kept. */
    public record Changed(Path file) implements Content {}

    /** Folder of all files. */
    public Path files() {
        return root.resolve("files");
    }

    /** Folder of all documents. */
    public Path cases() {
        return root.resolve("cases");
    }

    /** Where the file with a hash is or would be. */
    public Path fileOf(String sha256) {
        return files().resolve(sha256.substring(0, 2)).resolve(sha256);
    }

    /** Where the document of a case is or would be. */
    public Path caseOf(String id) {
        return cases().resolve(id + ".json");
    }

    public Optional<EvidenceCase> find(String id) throws IOException {
        try {
            return Optional.of(CityJson.mapper().readValue(Files.readAllBytes(caseOf(id)), EvidenceCase.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Cases that are wanted, the one that was written last first. A document that is none is left out. */
    public List<EvidenceCase> list(Predicate<EvidenceCase> wanted, int limit) throws IOException {
        List<EvidenceCase> found = new ArrayList<>();
        for (Path file : newestFirst()) {
            if (found.size() >= limit) break;
            try {
                EvidenceCase each = CityJson.mapper().readValue(Files.readAllBytes(file), EvidenceCase.class);
                if (wanted.test(each)) found.add(each);
            } catch (NoSuchFileException | JsonProcessingException purgedOrBroken) {
                continue;
            }
        }
        return found;
    }

    private List<Path> newestFirst() throws IOException {
        if (!Files.isDirectory(cases())) return List.of();
        record Dated(Path file, FileTime at) {}
        List<Dated> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(cases())) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".json")).toList())
                if (Files.exists(file)) all.add(new Dated(file, Files.getLastModifiedTime(file)));
        }
        return all.stream()
                .sorted(Comparator.comparing(Dated::at).reversed())
                .map(Dated::file)
                .toList();
    }

    /** What is kept under a hash. */
    public Content read(String sha256) throws IOException {
        Path file = fileOf(sha256);
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return new Missing();
        }
        return hash(bytes).equals(sha256) ? new Whole(bytes) : new Changed(file);
    }

    /** SHA-256 in hexadecimal digits. */
    public static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
