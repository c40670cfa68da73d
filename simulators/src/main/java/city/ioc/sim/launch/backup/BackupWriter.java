package city.ioc.sim.launch.backup;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a backup: a ZIP file, its owner's alone, beside its final name until it is whole. Owned by one thread; {@link #close} may
 * come from another, and takes back what is not finished.
 */
final class BackupWriter implements AutoCloseable {
    static final String MANIFEST = "manifest.json";
    static final String MANIFEST_HASH = "manifest.sha256";

    private final Path file;
    private final Path draft;
    private final Progress progress;
    private final FileChannel channel;
    private final ZipOutputStream zip;
    private final List<Manifest.Part> parts = new ArrayList<>();
    private boolean closed;

    private BackupWriter(Path file, Path draft, Progress progress, FileChannel channel) {
        this.file = file;
        this.draft = draft;
        this.progress = progress;
        this.channel = channel;
        this.zip = new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16));
    }

    /** Where the bytes of a part come from. */
    @FunctionalInterface
    interface Source {
        void writeTo(OutputStream into) throws IOException, SQLException;
    }

    static BackupWriter begin(Path file, Progress progress) {
        if (Files.exists(file)) throw new BackupException(file + " exists; give another name");
        Path draft = file.resolveSibling(file.getFileName() + ".part");
        try {
            FileChannel channel = FileChannel.open(
                    draft,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return new BackupWriter(file, draft, progress, channel);
        } catch (FileAlreadyExistsException e) {
            throw new BackupException(
                    draft + " is there: another backup is being written, or one was cut off; then remove it", e);
        } catch (NoSuchFileException e) {
            throw new BackupException("the folder of " + file + " does not exist", e);
        } catch (IOException e) {
            throw new BackupException(file + " cannot be written: " + e, e);
        }
    }

    /** @param packed false for pictures and video, which are packed already */
    void add(String name, boolean packed, Source source) throws IOException, SQLException {
        MessageDigest digest = sha256();
        zip.setLevel(packed ? Deflater.BEST_SPEED : Deflater.NO_COMPRESSION);
        zip.putNextEntry(new ZipEntry(name));
        try (Counted counted = new Counted(new DigestOutputStream(new Open(zip), digest))) {
            source.writeTo(progress.counting(counted));
            counted.flush();
            zip.closeEntry();
            parts.add(new Manifest.Part(name, counted.bytes, HexFormat.of().formatHex(digest.digest())));
        }
    }

    Path file() {
        return file;
    }

    List<Manifest.Part> parts() {
        return List.copyOf(parts);
    }

    /** Closes the file, has it on the disk and gives it its name. */
    synchronized long finish(Manifest manifest) throws IOException {
        byte[] json = manifest.json();
        zip.setLevel(Deflater.BEST_SPEED);
        zip.putNextEntry(new ZipEntry(MANIFEST));
        zip.write(json);
        zip.closeEntry();
        zip.putNextEntry(new ZipEntry(MANIFEST_HASH));
        zip.write(HexFormat.of().formatHex(sha256().digest(json)).getBytes(StandardCharsets.US_ASCII));
        zip.closeEntry();
        zip.finish();
        zip.flush();
        channel.force(true);
        channel.close();
        long bytes = Files.size(draft);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        closed = true;
        return bytes;
    }

    @Override
    public synchronized void close() {
        if (closed) return;
        closed = true;
        try {
            channel.close();
            Files.deleteIfExists(draft);
        } catch (IOException e) {
            throw new BackupException("what was written of the backup, " + draft + ", cannot be removed: " + e, e);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static final class Counted extends FilterOutputStream {
        private long bytes;

        Counted(OutputStream into) {
            super(into);
        }

        @Override
        public void write(int value) throws IOException {
            out.write(value);
            bytes++;
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            out.write(from, offset, length);
            bytes += length;
        }
    }

    /** A part's end is not the file's. */
    private static final class Open extends FilterOutputStream {
        Open(OutputStream into) {
            super(into);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            out.write(from, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
