package city.ioc.sim.launch.backup;

import city.ioc.core.backup.DatabaseDump;
import city.ioc.core.backup.DumpedTable;
import city.ioc.sim.launch.LauncherConfig;
import city.ioc.sim.launch.StateFolder;
import city.ioc.sim.launch.StoredCity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Writes the state of a city, running or not, to a file. */
final class BackupCommand {
    private final LauncherConfig config;
    private final StateFolder state;
    private final Progress progress;
    private final Cleanup cleanup;

    BackupCommand(LauncherConfig config, Progress progress, Cleanup cleanup) {
        this.config = config;
        this.state = new StateFolder(config.home());
        this.progress = progress;
        this.cleanup = cleanup;
    }

    void run(Path file, Instant now) throws IOException, SQLException {
        state.requireWhole();
        try (BackupWriter writer = cleanup.register(BackupWriter.begin(file, progress));
                StoredCity city = cleanup.register(StoredCity.open(config))) {
            write(writer, city, now);
        }
    }

    private void write(BackupWriter writer, StoredCity city, Instant now) throws IOException, SQLException {
        try (DatabaseDump dump = DatabaseDump.begin(city.url(), city.user(), city.password())) {
            if (dump.tables().isEmpty()) throw new BackupException("the city's database is empty: it never ran");
            List<Manifest.TableRows> tables = copyTables(dump, writer);
            Map<String, Long> sequences = dump.sequences();
            copyFiles(writer);
            Manifest manifest = new Manifest(
                    Manifest.FORMAT,
                    SoftwareVersion.find(),
                    dump.schemaVersion(),
                    claimedBy(state.root()),
                    now,
                    tables,
                    sequences,
                    writer.parts());
            long bytes = writer.finish(manifest);
            progress.say("written to " + writer.file() + ": " + Progress.megabytes(bytes)
                    + ". It holds passwords and keys: whoever has it has the city");
        }
    }

    private List<Manifest.TableRows> copyTables(DatabaseDump dump, BackupWriter writer)
            throws IOException, SQLException {
        List<Manifest.TableRows> tables = new ArrayList<>();
        for (DumpedTable table : dump.tables()) {
            progress.step("database, " + table.name());
            AtomicLong rows = new AtomicLong();
            writer.add(Manifest.partOf(table), true, into -> rows.set(dump.copy(table, into)));
            tables.add(new Manifest.TableRows(table, rows.get()));
        }
        long rows = tables.stream().mapToLong(Manifest.TableRows::rows).sum();
        progress.say("database: " + tables.size() + " tables, " + rows + " rows, schema " + dump.schemaVersion());
        return tables;
    }

    private void copyFiles(BackupWriter writer) throws IOException, SQLException {
        int copied = 0;
        for (StateParts.StateFile each : StateParts.list(state, StateParts.evidenceOf(config), config.city())) {
            progress.step("files, " + each.part());
            try (InputStream from = Files.newInputStream(each.file())) {
                writer.add(each.part(), each.packed(), from::transferTo);
                copied++;
            } catch (NoSuchFileException e) {
                // Evidence that has reached its age and was removed since it was listed.
                continue;
            }
        }
        progress.say("files: " + copied);
    }

    private static Optional<String> claimedBy(Path folder) throws IOException {
        Path file = folder.resolve("city");
        return Files.exists(file) ? Optional.of(Files.readString(file).trim()) : Optional.empty();
    }
}
