package city.ioc.sim.launch.backup;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Reads a backup and says whether it is whole. Owned by one thread. */
final class BackupReader implements AutoCloseable {
    private final Path file;
    private final ZipFile zip;
    private final Manifest manifest;

    private BackupReader(Path file, ZipFile zip, Manifest manifest) {
        this.file = file;
        this.zip = zip;
        this.manifest = manifest;
    }

    /** @throws BackupException when it is no backup, was cut off, or its manifest is damaged */
    static BackupReader open(Path file) {
        if (!Files.isRegularFile(file)) throw new BackupException("there is no file " + file);
        ZipFile zip = zip(file);
        try {
            byte[] json = bytes(zip, file, BackupWriter.MANIFEST);
            String expected = new String(bytes(zip, file, BackupWriter.MANIFEST_HASH), StandardCharsets.US_ASCII);
            if (!hash(json).equals(expected)) throw new IOException("its manifest has changed");
            return new BackupReader(file, zip, Manifest.parse(json));
        } catch (IOException | BackupException e) {
            try {
                zip.close();
            } catch (IOException closing) {
                e.addSuppressed(closing);
            }
            throw new BackupException(file + " cannot be restored: " + e.getMessage(), e);
        }
    }

    private static ZipFile zip(Path file) {
        try {
            return new ZipFile(file.toFile());
        } catch (ZipException e) {
            throw new BackupException(
                    file + " is not a whole backup: it was cut off, damaged, or is something else (" + e.getMessage()
                            + ")",
                    e);
        } catch (IOException e) {
            throw new BackupException(file + " cannot be read: " + e, e);
        }
    }

    private static byte[] bytes(ZipFile zip, Path file, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) throw new BackupException(file + " is not a backup: it has no " + name);
        try (InputStream in = zip.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    Manifest manifest() {
        return manifest;
    }

    /** @throws BackupException naming the parts that are missing, too many, or not what was written */
    void verify(Progress progress) {
        List<String> faults = new ArrayList<>();
        for (Manifest.Part part : manifest.parts()) {
            progress.step("checking " + part.name());
            if (!isWhole(part, progress)) faults.add(part.name());
        }
        Set<String> known = manifest.parts().stream().map(Manifest.Part::name).collect(Collectors.toSet());
        zip.stream()
                .map(ZipEntry::getName)
                .filter(name -> !known.contains(name))
                .filter(name -> !name.equals(BackupWriter.MANIFEST) && !name.equals(BackupWriter.MANIFEST_HASH))
                .forEach(faults::add);
        if (!faults.isEmpty())
            throw new BackupException(file + " is damaged, nothing was restored. Not as it was written: "
                    + String.join(", ", faults.subList(0, Math.min(10, faults.size())))
                    + (faults.size() > 10 ? " and " + (faults.size() - 10) + " more" : ""));
    }

    private boolean isWhole(Manifest.Part part, Progress progress) {
        MessageDigest digest = BackupWriter.sha256();
        try (InputStream in = stream(part.name())) {
            byte[] buffer = new byte[1 << 16];
            long bytes = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                bytes += read;
                progress.add(read);
            }
            return bytes == part.bytes()
                    && HexFormat.of().formatHex(digest.digest()).equals(part.sha256());
        } catch (IOException e) {
            return false;
        }
    }

    InputStream stream(String part) throws IOException {
        ZipEntry entry = zip.getEntry(part);
        if (entry == null) throw new IOException(part + " is missing");
        return new BufferedInputStream(zip.getInputStream(entry), 1 << 16);
    }

    private static String hash(byte[] bytes) {
        return HexFormat.of().formatHex(BackupWriter.sha256().digest(bytes));
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
