package city.ioc.sim.launch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** Where a city keeps everything: the layout of the state folder. Immutable. */
public record StateFolder(Path root) {
    public Path secrets() {
        return root.resolve("secrets");
    }

    public Path broker() {
        return root.resolve("broker");
    }

    public Path database() {
        return root.resolve("database");
    }

    public Path gateway() {
        return root.resolve("gateway");
    }

    public Path logs() {
        return root.resolve("log");
    }

    /** Process ids, ports and what tools need to attach: true only while the city runs. */
    public Path run() {
        return root.resolve("run");
    }

    public Path cache() {
        return root.resolve("cache");
    }

    public Path temporary() {
        return root.resolve("tmp");
    }

    public Path bench() {
        return root.resolve("bench");
    }

    public Path firstRunLogins() {
        return root.resolve("first-run-logins.txt");
    }

    /** The addresses of the running city and its commissioning account, as shell assignments. */
    public Path attach() {
        return run().resolve("attach.env");
    }

    public Path clock() {
        return root.resolve("clock");
    }

    public Path ports() {
        return root.resolve("ports");
    }

    /** There while a restored state takes the place of what was there. */
    public Path restoring() {
        return root.resolve("restoring");
    }

    /** @throws LaunchException when a restore was cut off, so that one half may be of another time */
    public void requireWhole() {
        if (Files.exists(restoring()))
            throw new LaunchException("a restore was cut off while it changed " + root
                    + ", which is one half old, one half new: run ./ioc restore FILE --replace again");
    }

    /**
     * Keeps a state folder to one city: what another has stored would stand among its own.
     *
     * @throws LaunchException when the folder is another city's
     */
    public void claim(String city) {
        Path file = root.resolve("city");
        try {
            String owner = Files.exists(file) ? Files.readString(file).trim() : city;
            if (!owner.equals(city))
                throw new LaunchException("the state folder " + root + " holds what the city " + owner
                        + " has stored; start the city " + city + " in a folder of its own (IOC_HOME)");
            Files.writeString(file, city + "\n");
        } catch (IOException e) {
            throw new LaunchException(file + " cannot be used: " + e, e);
        }
    }

    /** Makes the folders; what is secret is the owner's alone. */
    public void create() {
        try {
            Files.createDirectories(root);
            for (Path folder : new Path[] {secrets(), broker(), gateway(), logs(), run(), cache(), temporary()}) {
                Files.createDirectories(folder);
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
        } catch (IOException e) {
            throw new LaunchException("the state folder " + root + " cannot be used: " + e, e);
        }
    }

    /** The lock that one running city holds; empty when another holds it. Let go when the process ends, however it ends. */
    @SuppressWarnings("MustBeClosedChecker")
    public Optional<FileLock> tryLock() {
        try {
            FileChannel channel =
                    FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new LaunchException("the lock of the state folder " + root + " cannot be taken: " + e, e);
        }
    }

    /** Writes a file that only its owner may read, as a whole or not at all. */
    public static void writeSecret(Path file, String text) {
        write(file, text, "rw-------");
    }

    /** Writes a file as a whole or not at all. */
    public static void write(Path file, String text) {
        write(file, text, "rw-r--r--");
    }

    private static void write(Path file, String text, String permissions) {
        Path draft = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            Files.deleteIfExists(draft);
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)));
            Files.writeString(draft, text);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new LaunchException(file + " cannot be written: " + e, e);
        }
    }
}
