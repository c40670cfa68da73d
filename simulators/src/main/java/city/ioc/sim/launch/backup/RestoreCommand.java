package city.ioc.sim.launch.backup;

import city.ioc.core.backup.DatabaseRestore;
import city.ioc.sim.launch.LauncherConfig;
import city.ioc.sim.launch.StateFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts the state of a backup into a state folder: everything is made beside what is there, and takes its place when it is whole.
 */
final class RestoreCommand {
    private static final DateTimeFormatter COMPACT =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final LauncherConfig config;
    private final StateInUse state;
    private final Progress progress;
    private final Cleanup cleanup;

    RestoreCommand(LauncherConfig config, StateInUse state, Progress progress, Cleanup cleanup) {
        this.config = config;
        this.state = state;
        this.progress = progress;
        this.cleanup = cleanup;
    }

    static void describe(Manifest manifest, Progress progress) {
        progress.say("the state of " + manifest.city().orElse("a city") + " at " + manifest.takenAt() + ", schema "
                + manifest.schema()
                + manifest.software().map(version -> ", software " + version).orElse("") + ": "
                + manifest.rows() + " rows, " + manifest.parts().size() + " parts");
    }

    void run(Path file, boolean replace) throws IOException, SQLException {
        StateFolder folder = state.folder();
        if (state.runs())
            throw new BackupException("a city runs on " + folder.root() + "; end it first with ./ioc down");
        try (BackupReader backup = BackupReader.open(file);
                RestoreDraft draft = cleanup.register(RestoreDraft.in(folder.root(), listReplaced()))) {
            if (!replace) draft.requireNothingThere();
            describe(backup.manifest(), progress);
            backup.verify(progress);
            progress.say("the file is whole");
            boolean otherCity = !CityOfBackup.isAt(config.city(), backup.manifest());
            String cityFiles = "city-files-" + COMPACT.format(backup.manifest().takenAt());
            copyFiles(backup, draft, otherCity ? Optional.of(draft.of(cityFiles)) : Optional.empty());
            if (config.externalDatabase().isPresent()) {
                load(
                        backup,
                        RestoredDatabase.external(
                                config, config.externalDatabase().get()));
            } else {
                // Stopped before it changes its place.
                try (RestoredDatabase database =
                        cleanup.register(RestoredDatabase.own(folder, draft.of("database"), draft.of("secrets")))) {
                    database.start();
                    load(backup, database);
                }
            }
            cleanup.undisturbed(draft::takePlace);
            progress.say("restored to " + folder.root() + "; ./ioc up starts the city");
            if (otherCity)
                progress.say("the city's files of the backup are not those in " + config.city()
                        + ". They are in " + folder.root().resolve(cityFiles)
                        + ": to use them, set IOC_CITY to that folder");
        }
    }

    /** Broker and gateway keep what is on its way: devices count it as delivered. Files of a city are never replaced. */
    private List<String> listReplaced() {
        List<String> names = new ArrayList<>(StateParts.OF_STATE);
        if (config.externalDatabase().isEmpty()) names.add("database");
        if (state.keepsEvidence()) names.add("evidence");
        return names;
    }

    private void load(BackupReader backup, RestoredDatabase database) throws IOException, SQLException {
        Manifest manifest = backup.manifest();
        try (DatabaseRestore restore =
                DatabaseRestore.begin(database.url(), database.user(), database.password(), manifest.schema())) {
            for (Manifest.TableRows each : manifest.tables()) {
                progress.step("database, " + each.table().name());
                try (InputStream rows = new CountedInput(backup.stream(each.part()), progress)) {
                    long loaded = restore.load(each.table(), rows);
                    if (loaded != each.rows())
                        throw new BackupException("table " + each.table().name() + " has " + loaded + " rows, not "
                                + each.rows() + " as the backup says");
                }
            }
            progress.step("bringing the database up to date");
            restore.finish(manifest.sequences());
        }
        progress.say("database: " + manifest.rows() + " rows");
    }

    private void copyFiles(BackupReader backup, RestoreDraft draft, Optional<Path> cityFiles) throws IOException {
        int copied = 0;
        for (Manifest.Part part : backup.manifest().parts()) {
            Optional<Path> target = placeOf(part, draft, cityFiles);
            if (target.isEmpty()) continue;
            progress.step("files, " + part.name());
            try (InputStream from = new CountedInput(backup.stream(part.name()), progress)) {
                draft.write(from, target.get());
            }
            copied++;
        }
        progress.say("files: " + copied);
    }

    /** Where a part is written to; nowhere when it is none of a file, or is there already. */
    private Optional<Path> placeOf(Manifest.Part part, RestoreDraft draft, Optional<Path> cityFiles) {
        String kind = part.name().substring(0, part.name().indexOf('/') + 1);
        String name = part.name().substring(kind.length());
        return switch (kind) {
            case StateParts.STATE -> {
                if (!StateParts.OF_STATE.contains(name.split("/")[0]))
                    throw new BackupException("the backup's " + part.name() + " belongs to no state");
                yield Optional.of(draft.of(name));
            }
            case StateParts.EVIDENCE ->
                Optional.of((state.keepsEvidence() ? draft.of("evidence") : state.evidence()).resolve(name));
            case StateParts.CITY -> cityFiles.map(folder -> folder.resolve(name));
            case StateParts.DATABASE -> Optional.empty();
            default -> throw new BackupException("the backup's " + part.name() + " is of a kind not known here");
        };
    }
}
