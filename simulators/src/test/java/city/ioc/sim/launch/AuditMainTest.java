package city.ioc.sim.launch;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.local.DatabaseOptions;
import city.ioc.local.LocalDatabase;
import city.ioc.local.ToolCache;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command on the database of a city that runs, and of one that does not. */
class AuditMainTest {
    private static final String ROW =
            "insert into audit_log (at, actor, action, outcome, detail) values (now(), 'an', 'LOGIN', 'accepted', '{}');";

    @TempDir
    Path home;

    private record Said(int code, String text) {}

    private Said ioc(String... arguments) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(text, true, StandardCharsets.UTF_8);
        int code = AuditMain.run(Arrays.asList(arguments), Map.of("IOC_HOME", home.toString()), out, out);
        return new Said(code, text.toString(StandardCharsets.UTF_8));
    }

    @Test
    void calledWronglyOrWithoutACityItSaysWhatToDo() {
        assertThat(ioc("verify").code()).isEqualTo(AuditMain.NOT_READ);
        assertThat(ioc("verify").text()).contains("no city has stored anything").contains("IOC_HOME");
        for (List<String> wrong : List.of(
                List.<String>of(),
                List.of("check"),
                List.of("verify", "--expect"),
                List.of("verify", "--expect", "12")))
            assertThat(ioc(wrong.toArray(new String[0])).code())
                    .as(wrong.toString())
                    .isEqualTo(AuditMain.USAGE);
    }

    @Test
    @Tag("slow")
    void theLogIsReadWhetherTheCityRunsOrNot() throws Exception {
        StateFolder state = new StateFolder(home);
        state.create();
        Optional<String> shared = Optional.ofNullable(System.getenv("IOC_HOME"));
        Path tools =
                shared.map(Path::of).orElse(Path.of("../.ioc")).toAbsolutePath().resolve("cache");
        if (Files.isDirectory(tools)) {
            Files.delete(state.cache());
            Files.createSymbolicLink(state.cache(), tools);
        }
        Ports ports = new Ports(state.ports());
        LocalDatabase database = new LocalDatabase(new DatabaseOptions(
                ports.of("database"),
                state.database(),
                state.logs().resolve("database.log"),
                new ToolCache(state.cache()),
                new Secrets(state.secrets()).password("database"),
                false));
        ports.save();
        try (var city = state.tryLock().orElseThrow().acquiredBy()) {
            database.start();
            Flyway.configure()
                    .dataSource(database.jdbcUrl(), database.user(), database.password())
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
            execute(database, ROW + ROW + ROW);
            assertThat(ioc("verify").text()).startsWith("sound: 3 rows");
        } finally {
            database.stop();
        }
        String anchor = ioc("anchor").text().trim();
        Said sound = ioc("verify", "--expect", anchor);
        assertThat(sound.code()).as(sound.text()).isEqualTo(AuditMain.SOUND);
        assertThat(sound.text()).contains("anchor " + anchor);

        database.start();
        try {
            execute(
                    database,
                    "alter table audit_log disable trigger user; delete from audit_log where id = 3;"
                            + " alter table audit_log enable trigger user");
        } finally {
            database.stop();
        }
        assertThat(ioc("verify").code()).isEqualTo(AuditMain.SOUND);
        Said cut = ioc("verify", "--expect", anchor);
        assertThat(cut.code()).isEqualTo(AuditMain.BROKEN);
        assertThat(cut.text()).startsWith("broken at the end: MISSING").contains("2 rows are left");
    }

    private static void execute(LocalDatabase database, String sql) throws Exception {
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
