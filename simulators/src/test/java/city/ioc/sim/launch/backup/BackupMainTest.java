package city.ioc.sim.launch.backup;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.core.store.Database;
import city.ioc.local.DatabaseOptions;
import city.ioc.local.FreePort;
import city.ioc.local.LocalDatabase;
import city.ioc.local.ToolCache;
import city.ioc.sim.launch.StateFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on a state folder with a database of its own, as {@code ./ioc up} leaves it. */
@Tag("slow")
class BackupMainTest {
    private static final Instant NOW = Instant.parse("2026-11-28T09:51:00Z");
    private static final String SHA = "ab12";

    @TempDir
    static Path folder;

    private static StateFolder state;
    private static Path city;
    private static Path file;
    private static Said backup;

    /** What a call said, and its exit code. */
    private record Said(int code, String out, String err) {}

    @BeforeAll
    static void aCityThatHasRun() throws Exception {
        state = stateFolder("home");
        city = folder.resolve("city");
        Files.createDirectories(city.resolve("cameras"));
        Files.writeString(city.resolve("city.json"), "{}");
        Files.writeString(city.resolve("cameras/cam-1.json"), "[1, 2]");
        StateFolder.writeSecret(state.secrets().resolve("database"), "kept-password\n");
        StateFolder.writeSecret(state.secrets().resolve("jwt"), "key\n");
        StateFolder.writeSecret(state.firstRunLogins(), "admin xyz\n");
        state.claim("x");
        write(state.root().resolve("evidence/files/ab/" + SHA), "picture");
        write(state.root().resolve("evidence/files/ab/unfinished.part"), "half a picture");
        write(state.root().resolve("measures/7/2030-01-15.csv"), "1,2,3\n");
        write(state.gateway().resolve("outbox.db"), "on its way");
        withDatabase(
                state,
                connection ->
                        execute(connection, "INSERT INTO device (code, site, kind) VALUES ('x-1', 'x', 'RADAR')"));
        file = folder.resolve("city.backup");
        backup = run(state, city, "backup", file.toString());
    }

    @Test
    void aBackupIsOneFileOfItsOwnersAlone() throws Exception {
        assertThat(backup.err()).isEmpty();
        assertThat(backup.code()).isEqualTo(BackupMain.FINE);
        assertThat(backup.out()).contains("It holds passwords and keys");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(folder.resolve("city.backup.part")).doesNotExist();
        assertThat(run(state, city, "backup", file.toString()).err()).contains("exists; give another name");
    }

    @Test
    void theWholeStateTakesThePlaceOfAnother() throws Exception {
        StateFolder other = stateFolder("other");
        write(other.gateway().resolve("outbox.db"), "on its way there");
        StateFolder.writeSecret(other.secrets().resolve("jwt"), "another key");
        assertThat(run(other, city, "restore", file.toString()).err()).contains("is not empty, there is secrets");
        Files.writeString(other.restoring(), "cut off");
        assertThat(run(other, city, "backup", folder.resolve("half").toString()).err())
                .contains("a restore was cut off");

        Path elsewhere = Files.createDirectories(folder.resolve("another-city"));
        Said said = run(other, elsewhere, "restore", file.toString(), "--replace");
        assertThat(said.err()).isEmpty();
        assertThat(said.code()).isEqualTo(BackupMain.FINE);
        assertThat(other.secrets().resolve("jwt")).content().isEqualTo("key\n");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(other.secrets().resolve("jwt"))))
                .isEqualTo("rw-------");
        assertThat(other.firstRunLogins()).content().isEqualTo("admin xyz\n");
        assertThat(other.root().resolve("evidence/files/ab/" + SHA)).content().isEqualTo("picture");
        assertThat(other.root().resolve("evidence/files/ab/unfinished.part")).doesNotExist();
        assertThat(other.root().resolve("measures/7/2030-01-15.csv")).content().isEqualTo("1,2,3\n");
        assertThat(other.gateway().resolve("outbox.db")).content().isEqualTo("on its way there");
        Path cityFiles = other.root().resolve("city-files-20261128T095100Z");
        assertThat(said.out()).contains("They are in " + cityFiles + ": to use them, set IOC_CITY");
        assertThat(cityFiles.resolve("cameras/cam-1.json")).content().isEqualTo("[1, 2]");
        assertThat(listNames(other.root())).noneMatch(name -> name.endsWith(".part") || name.equals("restoring"));
        withDatabase(other, connection -> assertThat(deviceOf(connection)).contains("x-1"));
    }

    @Test
    void aFileThatWasCutOffIsRefused() throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(bytes, bytes.length - 100));
        assertThat(refused(cut)).contains("is not a whole backup: it was cut off");
        assertThat(refused(folder.resolve("nowhere"))).contains("there is no file");
    }

    @Test
    void oneChangedByteIsFoundAndNamed() throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("picture");
        bytes[at] ^= 1;
        Path changed = Files.write(folder.resolve("changed"), bytes);
        assertThat(refused(changed))
                .contains("is damaged, nothing was restored")
                .contains("evidence/files/ab/" + SHA);
        assertThat(run(stateFolder("checked"), city, "restore", changed.toString(), "--check")
                        .code())
                .isEqualTo(BackupMain.FAILED);
        assertThat(run(stateFolder("checked"), city, "restore", file.toString(), "--check")
                        .out())
                .contains("the state of x at 2026-11-28T09:51:00Z")
                .contains("whole");
    }

    @Test
    void aRunningCityIsNotRestoredInto() throws Exception {
        StateFolder busy = stateFolder("busy");
        try (var lock = busy.tryLock().orElseThrow().acquiredBy()) {
            assertThat(lock.isOpen()).isTrue();
            assertThat(run(busy, city, "restore", file.toString(), "--replace").err())
                    .contains("a city runs on " + busy.root() + "; end it first");
        }
    }

    @Test
    void aBackupThatIsCancelledLeavesNothing() throws Exception {
        Path cancelled = folder.resolve("cancelled");
        Cleanup cleanup = new Cleanup();
        try (BackupWriter writer = cleanup.register(
                BackupWriter.begin(cancelled, new Progress(new PrintStream(new ByteArrayOutputStream()))))) {
            assertThat(folder.resolve("cancelled.part")).exists();
            assertThat(run(state, city, "backup", cancelled.toString()).err())
                    .contains("another backup is being written");
            cleanup.cancel();
            assertThat(writer.parts()).isEmpty();
        }
        assertThat(cleanup.isCancelled()).isTrue();
        assertThat(cancelled).doesNotExist();
        assertThat(folder.resolve("cancelled.part")).doesNotExist();
    }

    @Test
    void aWrongCallSaysHowItIsDone() {
        Said said = run(state, city, "backup");
        assertThat(said.code()).isEqualTo(BackupMain.USAGE);
        assertThat(said.err()).contains("which file?").contains("./ioc restore FILE");
        assertThat(run(state, city, "backup", "--replace", "x").code()).isEqualTo(BackupMain.USAGE);
    }

    private static String refused(Path backup) throws IOException {
        StateFolder empty = stateFolder("refused");
        Said said = run(empty, city, "restore", backup.toString());
        assertThat(said.code()).isEqualTo(BackupMain.FAILED);
        assertThat(empty.database()).doesNotExist();
        assertThat(listNames(empty.root())).noneMatch(name -> name.endsWith(".part"));
        return said.err();
    }

    private static Said run(StateFolder state, Path city, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = BackupMain.run(
                List.of(arguments),
                Map.of("IOC_HOME", state.root().toString(), "IOC_CITY", city.toString()),
                NOW,
                new Cleanup(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Said(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** With the tools that all tests share. */
    private static StateFolder stateFolder(String name) throws IOException {
        StateFolder made = new StateFolder(folder.resolve(name));
        Files.createDirectories(made.root());
        if (!Files.exists(made.cache())) {
            Path shared = Path.of(Optional.ofNullable(System.getenv("IOC_HOME")).orElse("../.ioc"), "cache");
            Files.createDirectories(shared);
            Files.createSymbolicLink(made.cache(), shared.toAbsolutePath().normalize());
        }
        made.create();
        return made;
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static List<String> listNames(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(each -> String.valueOf(each.getFileName())).toList();
        }
    }

    private interface Work {
        void with(Connection connection) throws SQLException;
    }

    private static void withDatabase(StateFolder state, Work work) throws SQLException {
        LocalDatabase server = new LocalDatabase(new DatabaseOptions(
                FreePort.find(),
                state.database(),
                state.logs().resolve("database.log"),
                new ToolCache(state.cache()),
                "kept-password",
                false));
        server.start();
        try (Database database = Database.open(server.jdbcUrl(), server.user(), server.password());
                Connection connection =
                        DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password())) {
            database.migrate();
            work.with(connection);
        } finally {
            server.stop();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Optional<String> deviceOf(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT code FROM device")) {
            return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
        }
    }
}
