package city.ioc.core.store;

import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.street.Device;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits rows of history. A row that the database refuses is found by halving, set aside in {@code rejected_row} and never holds
 * back the others. Thread-safe.
 */
public final class HistoryStore implements HistoryWriter.Commit {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryStore.class);
    private static final String REJECT =
            "INSERT INTO rejected_row (at, target, row, error) VALUES (to_timestamp(?), ?, ?::jsonb, ?)";

    private final DataSource database;
    private final DeviceNumbers numbers;
    private final HistoryTables tables;
    private final InstantSource clock;
    private final StoreMetrics metrics;

    public HistoryStore(
            DataSource database,
            Function<DeviceId, Optional<Device>> registry,
            InstantSource clock,
            StoreMetrics metrics) {
        this.database = database;
        this.numbers = new DeviceNumbers(registry);
        this.tables = new HistoryTables(numbers);
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Gives devices their numbers ahead of their first row. */
    public void register(Collection<DeviceId> devices) throws SQLException {
        try (Connection connection = database.getConnection()) {
            numbers.ensure(connection, devices);
        }
    }

    @Override
    public void commit(List<HistoryRow> rows) throws DatabaseUnavailableException {
        if (rows.isEmpty()) return;
        try (Connection connection = database.getConnection()) {
            Set<DeviceId> devices = new HashSet<>();
            for (HistoryRow row : rows) devices.add(row.device());
            numbers.ensure(connection, devices);
            commit(connection, rows);
        } catch (SQLException e) {
            throw new DatabaseUnavailableException(e);
        }
    }

    /** @throws SQLException only when the database is away */
    private void commit(Connection connection, List<HistoryRow> rows) throws SQLException {
        Exception refusal;
        connection.setAutoCommit(false);
        try {
            tables.write(connection, rows, clock);
            connection.commit();
            return;
        } catch (SQLException e) {
            if (SqlFaults.isTransient(e)) throw e;
            refusal = e;
        } catch (RuntimeException e) {
            refusal = e;
        } finally {
            rollBack(connection);
        }
        if (rows.size() == 1) {
            reject(connection, rows.getFirst(), refusal);
        } else {
            commit(connection, rows.subList(0, rows.size() / 2));
            commit(connection, rows.subList(rows.size() / 2, rows.size()));
        }
    }

    /** Leaves no transaction open; after a commit there is nothing to roll back. */
    private static void rollBack(Connection connection) throws SQLException {
        if (connection.isClosed()) return;
        connection.rollback();
        connection.setAutoCommit(true);
    }

    private void reject(Connection connection, HistoryRow row, Exception refusal) throws SQLException {
        metrics.rejected();
        String error =
                row instanceof HistoryRow.Plate ? PlateTable.refusal(refusal) : String.valueOf(refusal.getMessage());
        LOG.warn(
                "event=row_rejected device={} table={} error=\"{}\"",
                row.device(),
                row.getClass().getSimpleName(),
                error);
        try (PreparedStatement statement = connection.prepareStatement(REJECT)) {
            statement.setDouble(1, clock.instant().toEpochMilli() / 1000.0);
            statement.setString(2, row.getClass().getSimpleName());
            Object kept = row instanceof HistoryRow.Plate plate ? PlateTable.withoutPlate(plate) : row;
            statement.setString(3, CityJson.mapper().writeValueAsString(kept).replace("\\u0000", "�"));
            statement.setString(4, error.replace('\0', ' '));
            statement.executeUpdate();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a row of history cannot be written as JSON: " + row, e);
        } catch (SQLException e) {
            if (SqlFaults.isTransient(e)) throw e;
            LOG.error("event=rejected_row_not_kept row=\"{}\"", row, e);
        }
    }
}
