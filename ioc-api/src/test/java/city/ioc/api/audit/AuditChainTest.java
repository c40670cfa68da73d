package city.ioc.api.audit;

import static city.ioc.api.audit.AuditChain.Fault.CHANGED;
import static city.ioc.api.audit.AuditChain.Fault.MISSING;
import static city.ioc.api.audit.AuditChain.Fault.REORDERED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.ioc.api.audit.AuditChain.Finding;
import city.ioc.local.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;

/** What somebody who owns the database can do to the audit log, and how it comes to light. */
@Tag("slow")
class AuditChainTest {
    private static final Database SERVER = Database.forTests();
    private static Finding afterMigration = new Finding.Sound(0, "");

    /** A log that was written before there was a chain, one number of it never given. */
    @BeforeAll
    static void start() throws SQLException {
        SERVER.start();
        migrate("8");
        for (String actor : List.of("an", "bình", "chi")) insert(actor);
        execute("alter table audit_log alter id restart with 5");
        insert("dung");
        migrate("9");
        insert("em");
        afterMigration = verify(Optional.empty());
        insert("giang");
    }

    private static void migrate(String target) {
        Flyway.configure()
                .dataSource(SERVER.jdbcUrl(), SERVER.user(), SERVER.password())
                .locations("classpath:db/migration")
                .target(target)
                .load()
                .migrate();
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @Test
    void rowsFromBeforeTheChainAreChained() {
        assertThat(afterMigration)
                .isInstanceOfSatisfying(
                        Finding.Sound.class, sound -> assertThat(sound.rows()).isEqualTo(5));
    }

    @Test
    void anUntouchedLogIsSoundAndKnowsItsAnchors() throws SQLException {
        assertThat(verify(Optional.of(hashOf(3)))).isInstanceOf(Finding.Sound.class);
        assertThat(verify(Optional.of(AuditLink.NOTHING))).isInstanceOf(Finding.Sound.class);
        try (Connection connection = connect()) {
            String anchor = AuditChain.anchor(connection);
            assertThat(verify(Optional.of(anchor))).isEqualTo(new Finding.Sound(rows(), anchor));
        }
    }

    @Test
    void everyFieldIsHashed() throws SQLException {
        for (String change : List.of(
                "at = at + interval '1 microsecond'",
                "actor = 'somebody else'",
                "action = 'LOGIN'",
                "target = null",
                "outcome = 'refused'",
                "detail = '{\"purpose\": \"other\"}'"))
            broken(after("update audit_log set " + change + " where id = 2"), 2, CHANGED);
    }

    @Test
    void aRowThatWasRewrittenTogetherWithItsHashIsFoundByTheNext() throws SQLException {
        String change = "update audit_log set actor = 'nobody',"
                + " hash = audit_hash(previous, id, at, 'nobody', action, target, outcome, detail) where id = 2";
        broken(after(change), 2, CHANGED);
    }

    @Test
    void aRowThatIsGoneFromTheMiddleOrTheBeginningIsMissed() throws SQLException {
        broken(after("delete from audit_log where id = 2"), 2, MISSING);
        broken(after("delete from audit_log where id in (1, 2)"), 1, MISSING);
    }

    @Test
    void rowsThatChangedPlacesAreTold() throws SQLException {
        Finding found = after("update audit_log set id = 0 where id = 2; update audit_log set id = 2 where id = 5;"
                + " update audit_log set id = 5 where id = 0");
        assertThat(found).isInstanceOfSatisfying(Finding.Broken.class, broken -> {
            assertThat(broken.fault()).isEqualTo(REORDERED);
            assertThat(broken.row()).isEqualTo(2);
            assertThat(broken.detail()).contains("row 5");
        });
    }

    @Test
    void aTailThatWasCutOffShowsByAnAnchorOnlyEvenWhenTheLogHasGrownSince() throws SQLException {
        Optional<String> anchor = Optional.of(hashOf(6));
        String cut = "delete from audit_log where id > 3";
        assertThat(after(cut)).isEqualTo(new Finding.Sound(3, hashOf(3)));
        assertThat(after(cut, anchor)).isEqualTo(new Finding.AnchorMissing(3, hashOf(3), anchor.get()));
        String grown = cut + "; alter table audit_log enable trigger user; " + sql("later");
        assertThat(after(grown)).isInstanceOf(Finding.Sound.class);
        assertThat(after(grown, anchor)).isInstanceOf(Finding.AnchorMissing.class);
    }

    @Test
    void theDatabaseRefusesToChangeOrForget() {
        for (String order :
                List.of("update audit_log set actor = 'x'", "delete from audit_log where id = 1", "truncate audit_log"))
            assertThatThrownBy(() -> execute(order))
                    .isInstanceOf(PSQLException.class)
                    .hasMessageContaining("only added to");
    }

    @Test
    void writersAtOnceMakeOneChain() throws Exception {
        long before = rows();
        int writers = 4;
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        List<Future<?>> done = new ArrayList<>();
        for (int i = 0; i < writers; i++) {
            String actor = "writer " + i;
            done.add(threads.submit(() -> {
                try (Connection connection = connect();
                        var statement = connection.createStatement()) {
                    connection.setAutoCommit(false);
                    for (int transaction = 0; transaction < 20; transaction++) {
                        for (int row = 0; row < 3; row++) statement.execute(sql(actor));
                        connection.commit();
                    }
                }
                return actor;
            }));
        }
        for (Future<?> each : done) each.get(60, TimeUnit.SECONDS);
        threads.shutdown();
        assertThat(verify(Optional.empty()))
                .isInstanceOfSatisfying(
                        Finding.Sound.class,
                        sound ->
                                assertThat(sound.rows()).isEqualTo(before + 240).isEqualTo(rows()));
    }

    @Test
    void aWriterWithAnOldViewOfTheLogMakesNoFork() throws SQLException {
        try (Connection old = connect()) {
            old.setAutoCommit(false);
            old.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try (var statement = old.createStatement()) {
                statement.execute("select count(*) from audit_log");
                insert("in between");
                assertThatThrownBy(() -> statement.execute(sql("old"))).isInstanceOf(PSQLException.class);
            }
            old.rollback();
        }
        assertThat(verify(Optional.empty())).isInstanceOf(Finding.Sound.class);
    }

    private static void broken(Finding found, long row, AuditChain.Fault fault) {
        assertThat(found).isInstanceOfSatisfying(Finding.Broken.class, each -> {
            assertThat(each.fault()).as(each.detail()).isEqualTo(fault);
            assertThat(each.row()).as(each.detail()).isEqualTo(row);
        });
    }

    private static Finding verify(Optional<String> anchor) throws SQLException {
        try (Connection connection = connect()) {
            return AuditChain.verify(connection, anchor);
        }
    }

    private static String hashOf(long id) throws SQLException {
        try (Connection connection = connect();
                var rows = connection
                        .createStatement()
                        .executeQuery("select encode(hash, 'hex') from audit_log where id = " + id)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static void insert(String actor) throws SQLException {
        execute(sql(actor));
    }

    private static String sql(String actor) {
        return "insert into audit_log (at, actor, action, target, outcome, detail) values (now(), '" + actor
                + "', 'SEE_VIOLATION', 'vt-03-cam-sw', 'masked', '{\"purpose\": \"vụ 12/2026\", \"n\": 1}')";
    }

    /** What is found after the table's owner, who can put its triggers out of work, has done this; it is undone then. */
    private static Finding after(String tampering) throws SQLException {
        return after(tampering, Optional.empty());
    }

    private static Finding after(String tampering, Optional<String> anchor) throws SQLException {
        try (Connection connection = connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("alter table audit_log disable trigger user; " + tampering);
            return AuditChain.verify(connection, anchor); // which ends its transaction without a commit
        }
    }

    private static long rows() {
        try (Connection connection = connect();
                var rows = connection.createStatement().executeQuery("select count(*) from audit_log")) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(SERVER.jdbcUrl(), SERVER.user(), SERVER.password());
    }
}
