package city.ioc.api.auth;

import city.ioc.api.read.Database;
import city.ioc.api.read.Sql;
import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.field.PlatePattern;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who did what: a line in the log at once and a row in the database, kept in memory while the database does not answer; what did not
 * find room there is told by a row of its own. The database chains the rows. Owned by the event loop.
 */
public final class AuditLog {
    /** Detail that holds what is known of a plate: kept whole in the database, shown masked everywhere else. */
    public static final String PATTERN = "pattern";

    private static final Logger LOG = LoggerFactory.getLogger("city.ioc.api.audit");
    private static final int MAX_KEPT = 5_000;
    private static final int BATCH = 100;
    private static final long RETRY_MS = 2_000;

    private final Vertx vertx;
    private final Database database;
    private final InstantSource clock;
    private final Deque<Entry> unwritten = new ArrayDeque<>();
    private boolean writing;
    private int dropped;

    private record Entry(
            Instant at,
            String actor,
            String action,
            @Nullable String target,
            String outcome,
            String detail) {}

    public AuditLog(Vertx vertx, Database database, InstantSource clock) {
        this.vertx = vertx;
        this.database = database;
        this.clock = clock;
    }

    public void record(
            String actor, String action, @Nullable String target, String outcome, Map<String, String> detail) {
        log(actor, action, target, outcome, detail);
        if (unwritten.size() >= MAX_KEPT) {
            unwritten.removeFirst();
            dropped++;
            LOG.warn("audit row dropped, the database has been away too long");
        }
        unwritten.add(new Entry(clock.instant(), plain(actor), action, target, outcome, json(detail)));
        write();
    }

    /**
     * Records within the transaction of what is recorded, for what must not happen without: on its worker thread, as the last thing
     * in it, since other writers of the log wait until it ends.
     */
    public void record(
            Connection connection,
            String actor,
            String action,
            @Nullable String target,
            String outcome,
            Map<String, String> detail)
            throws SQLException {
        insert(connection, List.of(new Entry(clock.instant(), plain(actor), action, target, outcome, json(detail))));
        log(actor, action, target, outcome, detail);
    }

    private static void log(
            String actor, String action, @Nullable String target, String outcome, Map<String, String> detail) {
        LOG.info(
                "audit actor={} action={} target={} outcome={} detail={}",
                plain(actor),
                action,
                target == null ? "-" : plain(target),
                outcome,
                json(masked(detail)));
    }

    /** The same without a plate. */
    static Map<String, String> masked(Map<String, String> detail) {
        if (!detail.containsKey(PATTERN)) return detail;
        Map<String, String> masked = new TreeMap<>(detail);
        masked.computeIfPresent(PATTERN, (name, text) -> PlatePattern.of(text).masked());
        return masked;
    }

    private void write() {
        if (writing || unwritten.isEmpty()) return;
        writing = true;
        List<Entry> batch = new ArrayList<>();
        while (batch.size() < BATCH && !unwritten.isEmpty()) batch.add(unwritten.removeFirst());
        int lost = dropped;
        dropped = 0;
        List<Entry> rows = new ArrayList<>(batch);
        if (lost > 0) rows.addFirst(lost(lost));
        database.call(connection -> {
                    connection.setAutoCommit(false);
                    try {
                        insert(connection, rows);
                        connection.commit();
                    } finally {
                        connection.setAutoCommit(true);
                    }
                    return rows.size();
                })
                .onSuccess(written -> {
                    writing = false;
                    write();
                })
                .onFailure(away -> {
                    dropped += lost;
                    for (Entry entry : batch.reversed()) unwritten.addFirst(entry);
                    vertx.setTimer(RETRY_MS, id -> {
                        writing = false;
                        write();
                    });
                });
    }

    private static void insert(Connection connection, List<Entry> rows) throws SQLException {
        try (var insert =
                connection.prepareStatement("insert into audit_log (at, actor, action, target, outcome, detail)"
                        + " values (?, ?, ?, ?, ?, ?::jsonb)")) {
            for (Entry entry : rows) {
                insert.setObject(1, entry.at().atOffset(ZoneOffset.UTC));
                insert.setString(2, entry.actor());
                insert.setString(3, entry.action());
                insert.setString(4, entry.target());
                insert.setString(5, entry.outcome());
                insert.setString(6, entry.detail());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private Entry lost(int rows) {
        return new Entry(
                clock.instant(), "system", "DROP_AUDIT_ROWS", null, "lost", json(Map.of("rows", String.valueOf(rows))));
    }

    /** One line, of a length that can be shown: a name that somebody typed may be anything. */
    static String plain(String text) {
        String line = text.replaceAll("[\\p{Cntrl}]", "?");
        return line.length() <= 80 ? line : line.substring(0, 80);
    }

    private static String json(Map<String, String> detail) {
        try {
            return CityJson.mapper().writeValueAsString(new TreeMap<>(detail));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static Sql select() {
        return Sql.of("select id, at, actor, action, target, outcome, detail from audit_log where true");
    }
}
