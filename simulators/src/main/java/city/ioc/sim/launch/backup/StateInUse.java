package city.ioc.sim.launch.backup;

import city.ioc.sim.launch.LauncherConfig;
import city.ioc.sim.launch.RunningCity;
import city.ioc.sim.launch.StateFolder;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.Optional;

/** A state folder to be restored into, and whether a city runs on it; where none does, none can start. Owned by one thread. */
final class StateInUse implements AutoCloseable {
    private final StateFolder folder;
    private final Path evidence;
    private final Optional<FileLock> lock;
    private final boolean runs;

    private StateInUse(StateFolder folder, Path evidence, Optional<FileLock> lock) {
        this.folder = folder;
        this.evidence = evidence;
        this.lock = lock;
        // Parts go on where the launcher was killed.
        this.runs = lock.isEmpty() || !RunningCity.pids(folder).isEmpty();
    }

    static StateInUse take(LauncherConfig config) {
        StateFolder folder = new StateFolder(config.home());
        folder.create();
        return new StateInUse(folder, StateParts.evidenceOf(config), folder.tryLock());
    }

    StateFolder folder() {
        return folder;
    }

    Path evidence() {
        return evidence;
    }

    /** Whether pictures of cases lie in the state folder, and not somewhere that others may use, too. */
    boolean keepsEvidence() {
        return evidence.equals(folder.root().resolve("evidence"));
    }

    boolean runs() {
        return runs;
    }

    @Override
    public void close() throws IOException {
        if (lock.isPresent()) lock.get().acquiredBy().close();
    }
}
