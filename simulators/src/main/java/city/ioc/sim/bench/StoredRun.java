package city.ioc.sim.bench;

import city.ioc.contracts.field.SignalEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a city's database tells of a run: its event log, its ledger of decisions and its alarms. For one thread. */
final class StoredRun implements AutoCloseable {
    private static final Duration COMMIT_LIMIT = Duration.ofSeconds(60);

    /** How long each intersection's decisions came from the same rung; a strategy without a ladder stands for itself. */
    private static final String RUNGS = """
            SELECT coalesce(values->>'rung', strategy) AS what, time,
                lead(time, 1, 'infinity') OVER (PARTITION BY intersection ORDER BY time) AS until
            FROM decision""";

    private static final String MODES = """
            SELECT mode AS what, time, lead(time, 1, 'infinity') OVER (PARTITION BY device ORDER BY time) AS until
            FROM controller_report""";

    private static final String SHARES = """
            SELECT what, sum(extract(epoch FROM least(until, ?) - greatest(time, ?))) FROM (%s) AS spans
            WHERE time < ? AND until > ? GROUP BY what""";

    private final Connection connection;

    StoredRun(BenchCity city) {
        try {
            connection = city.connect();
        } catch (SQLException e) {
            throw cannotAsk(e);
        }
    }

    /** Waits until the event log reaches beyond an instant. */
    void awaitUntil(Instant end) {
        long deadline = System.nanoTime() + COMMIT_LIMIT.toNanos();
        while (newest().isBefore(end)) {
            if (System.nanoTime() > deadline)
                throw new BenchException(
                        "the event log of the bench's city ends at " + newest() + " and not after " + end);
            try {
                Thread.sleep(500);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new BenchException("interrupted", e);
            }
        }
    }

    private Instant newest() {
        try (PreparedStatement statement = connection.prepareStatement("SELECT max(time) FROM signal_event");
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            Timestamp time = rows.getTimestamp(1);
            return time == null ? Instant.EPOCH : time.toInstant();
        } catch (SQLException e) {
            throw cannotAsk(e);
        }
    }

    /** The share of time for which intersections were decided on each rung of control. */
    Map<String, Double> rungs(DayWindow window) {
        return shares(RUNGS, window);
    }

    /** The share of time for which controllers were in each mode. */
    Map<String, Double> modes(DayWindow window) {
        return shares(MODES, window);
    }

    private Map<String, Double> shares(String spans, DayWindow window) {
        Map<String, Double> seconds = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement(SHARES.formatted(spans))) {
            Timestamp from = Timestamp.from(window.from());
            Timestamp to = Timestamp.from(window.to());
            statement.setTimestamp(1, to);
            statement.setTimestamp(2, from);
            statement.setTimestamp(3, to);
            statement.setTimestamp(4, from);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) seconds.put(rows.getString(1), rows.getDouble(2));
            }
        } catch (SQLException e) {
            throw cannotAsk(e);
        }
        double all = seconds.values().stream().mapToDouble(Double::doubleValue).sum();
        Map<String, Double> shares = new TreeMap<>();
        seconds.forEach((what, each) -> shares.put(what, each / all));
        return shares;
    }

    /** How often each kind of alarm was raised or raised again. */
    Map<String, Integer> alarms() {
        Map<String, Integer> alarms = new TreeMap<>();
        try (PreparedStatement statement =
                        connection.prepareStatement("SELECT kind, sum(occurrences) FROM alarm GROUP BY kind");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) alarms.put(rows.getString(1), rows.getInt(2));
            return alarms;
        } catch (SQLException e) {
            throw cannotAsk(e);
        }
    }

    /** When, where and what the core's conflict monitor held against lamps that it was told of. */
    List<String> conflictAlarms() {
        List<String> alarms = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                        "SELECT raised_at, subject, occurrences, values FROM alarm WHERE kind = 'CONFLICT_SHOWN'"
                                + " ORDER BY raised_at");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next())
                alarms.add(rows.getTimestamp(1).toInstant() + " " + rows.getString(2) + " " + rows.getInt(3) + "x "
                        + rows.getString(4));
            return alarms;
        } catch (SQLException e) {
            throw cannotAsk(e);
        }
    }

    /** Every event of every controller, in the order in which it was said. */
    void replay(LampAudit audit) {
        try (PreparedStatement statement = connection.prepareStatement(
                        "SELECT d.code, e.time, e.code, e.parameter FROM signal_event e JOIN device d ON d.id = e.device"
                                + " ORDER BY e.device, e.message, e.idx");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next())
                audit.next(
                        rows.getString(1),
                        new SignalEvent(rows.getTimestamp(2).toInstant(), rows.getInt(3), rows.getInt(4)));
        } catch (SQLException e) {
            throw cannotAsk(e);
        }
    }

    private static BenchException cannotAsk(SQLException e) {
        return new BenchException("the bench's database cannot be asked: " + e, e);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            System.err.println("ioc: the bench's connection to its database cannot be closed: " + e);
        }
    }
}
