package city.ioc.local;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs out of the class path, unpacked once into the cache, with TimescaleDB copied in where it was built. */
final class PostgresBinaries {
    private static final ReentrantLock IN_THIS_JVM = new ReentrantLock();

    private PostgresBinaries() {}

    /** @param timescale whether TimescaleDB's files are among them */
    record Installed(Path home, boolean timescale) {
        Path program(String name) {
            return home.resolve("bin").resolve(name);
        }
    }

    static Installed install(ToolCache cache) {
        IN_THIS_JVM.lock();
        try {
            Files.createDirectories(cache.folder());
            try (FileChannel channel = FileChannel.open(
                            cache.folder().resolve("postgresql.lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                Path home = cache.folder().resolve("postgresql-17");
                if (!lock.isValid() || !Files.exists(home.resolve("bin/postgres"))) unpack(home);
                return new Installed(home, addTimescale(cache, home));
            }
        } catch (IOException e) {
            throw new ServiceException("PostgreSQL cannot be unpacked into " + cache.folder(), e);
        } finally {
            IN_THIS_JVM.unlock();
        }
    }

    private static void unpack(Path home) throws IOException {
        String archive = "/postgres-linux-" + architecture() + ".txz";
        Path draft = home.resolveSibling("postgresql-17.part");
        deleteTree(draft);
        try (InputStream resource = PostgresBinaries.class.getResourceAsStream(archive)) {
            if (resource == null)
                throw new ServiceException("no PostgreSQL in the class path for this machine: " + archive);
            try (TarArchiveInputStream tar =
                    new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(resource)))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    write(tar, entry, draft);
                }
            }
        }
        deleteTree(home);
        Files.move(draft, home, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path root) throws IOException {
        Path target = root.resolve(entry.getName()).normalize();
        if (!target.startsWith(root)) throw new IOException("entry outside the archive: " + entry.getName());
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, target);
            Set<PosixFilePermission> permissions = EnumSet.of(
                    PosixFilePermission.OWNER_READ,
                    PosixFilePermission.OWNER_WRITE,
                    PosixFilePermission.GROUP_READ,
                    PosixFilePermission.OTHERS_READ);
            if ((entry.getMode() & 0100) != 0) {
                permissions.add(PosixFilePermission.OWNER_EXECUTE);
                permissions.add(PosixFilePermission.GROUP_EXECUTE);
                permissions.add(PosixFilePermission.OTHERS_EXECUTE);
            }
            Files.setPosixFilePermissions(target, permissions);
        }
    }

    private static boolean addTimescale(ToolCache cache, Path home) throws IOException {
        var built = cache.findTimescale();
        if (built.isPresent()) {
            copyNew(built.get().resolve("lib"), home.resolve("lib/postgresql"));
            copyNew(built.get().resolve("extension"), home.resolve("share/postgresql/extension"));
        }
        return Files.exists(home.resolve("share/postgresql/extension/timescaledb.control"))
                && Files.exists(home.resolve("lib/postgresql/timescaledb.so"));
    }

    private static void copyNew(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.sorted().toList()) {
                Path target = to.resolve(file.getFileName().toString());
                if (Files.exists(target) && Files.size(target) == Files.size(file)) continue;
                Path draft = to.resolve(file.getFileName() + ".part");
                Files.copy(file, draft, StandardCopyOption.REPLACE_EXISTING);
                Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static String architecture() {
        String name = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return switch (name) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> name;
        };
    }

    static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) return;
        try (Stream<Path> all = Files.walk(root)) {
            for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) Files.deleteIfExists(each);
        }
    }
}
