package city.ioc.sim.launch.backup;

import city.ioc.sim.launch.StateFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A state that is being restored, in a folder beside the one that is there. Owned by one thread; {@link #close} may come from another
 * and removes the draft.
 */
final class RestoreDraft implements AutoCloseable {
    private final Path home;
    private final List<String> replaced;
    private final Path draft;
    private final Path old;

    private RestoreDraft(Path home, List<String> replaced) {
        this.home = home;
        this.replaced = List.copyOf(replaced);
        this.draft = home.resolve("restore.part");
        this.old = home.resolve("replaced.part");
    }

    /** @param replaced names in the state folder whose places will be taken */
    static RestoreDraft in(Path home, List<String> replaced) {
        RestoreDraft made = new RestoreDraft(home, replaced);
        try {
            delete(made.draft);
            Files.createDirectory(
                    made.draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            return made;
        } catch (IOException e) {
            throw new BackupException(made.draft + " cannot be made: " + e, e);
        }
    }

    Path of(String name) {
        return draft.resolve(name);
    }

    /** @throws BackupException when the state folder holds state already */
    void requireNothingThere() throws IOException {
        for (String name : replaced) {
            Path there = home.resolve(name);
            if (!Files.exists(there)) continue;
            if (Files.isDirectory(there)) {
                try (Stream<Path> inside = Files.list(there)) {
                    if (inside.findAny().isEmpty()) continue;
                }
            }
            throw new BackupException("the state folder " + home + " is not empty, there is " + name
                    + "; --replace puts the backup's state in its place, IOC_HOME names another folder");
        }
    }

    /** Writes a file of the state; its secrets are the owner's alone. A file of evidence that is there already stays. */
    void write(InputStream from, Path target) throws IOException {
        Path folder = target.getParent();
        if (folder == null) throw new IOException(target + " is no file");
        if (!target.startsWith(draft) && Files.exists(target)) return;
        Files.createDirectories(folder);
        boolean secret =
                target.startsWith(draft.resolve("secrets")) || target.equals(draft.resolve("first-run-logins.txt"));
        if (secret && !folder.equals(draft))
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        Path part = target.resolveSibling(target.getFileName() + ".part");
        Files.deleteIfExists(part);
        Files.createFile(
                part,
                PosixFilePermissions.asFileAttribute(
                        PosixFilePermissions.fromString(secret ? "rw-------" : "rw-r--r--")));
        try (var into = Files.newOutputStream(part)) {
            from.transferTo(into);
        }
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Takes the place of what is there. Nothing but renaming; where it is cut off all the same, {@link StateFolder#requireWhole} keeps
     * a city from starting on two halves.
     */
    void takePlace() {
        StateFolder.write(new StateFolder(home).restoring(), "a restore is under way\n");
        try {
            delete(old);
            Files.createDirectory(
                    old, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            for (String name : replaced) {
                Path there = home.resolve(name);
                if (Files.exists(there, LinkOption.NOFOLLOW_LINKS)) Files.move(there, old.resolve(name));
                if (Files.exists(draft.resolve(name))) Files.move(draft.resolve(name), there);
            }
            addWhatIsNew();
            Files.delete(new StateFolder(home).restoring());
            delete(old);
        } catch (IOException e) {
            throw new BackupException(
                    "the restored state cannot take its place: " + e + "; what was there is in " + old, e);
        }
    }

    /** What has a name of its own stands beside what is there. */
    private void addWhatIsNew() throws IOException {
        try (Stream<Path> left = Files.list(draft)) {
            for (Path each : left.toList()) {
                Path there = home.resolve(String.valueOf(each.getFileName()));
                if (!Files.exists(there)) Files.move(each, there);
            }
        }
    }

    @Override
    public void close() {
        try {
            delete(draft);
        } catch (IOException e) {
            throw new BackupException(draft + " cannot be removed: " + e, e);
        }
    }

    private static void delete(Path root) throws IOException {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) return;
        try (Stream<Path> all = Files.walk(root)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(each);
        }
    }
}
