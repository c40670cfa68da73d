package city.ioc.core.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the core's own rows in order, decisions of a transaction together. No gateway could send them again, so while the database is away they wait here, many
 * hours of an ordinary city; beyond that the newest are dropped and counted. {@code offer} is for any thread.
 */
public final class LedgerWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerWriter.class);
    private static final int QUEUE_ROWS = 100_000;
    private static final int TRANSACTION_ROWS = 500;
    private static final long LINGER_MS = 250;
    private static final long RETRY_MS = 1_000;

    private final DataSource database;
    private final StoreMetrics metrics;
    private final BlockingQueue<LedgerRow> queue = new LinkedBlockingQueue<>(QUEUE_ROWS);
    private final Thread thread = Thread.ofPlatform().daemon().name("ledger").unstarted(this::run);
    private volatile boolean closed;

    public LedgerWriter(DataSource database, StoreMetrics metrics) {
        this.database = database;
        this.metrics = metrics;
    }

    public void start() {
        thread.start();
    }

    public void offer(LedgerRow row) {
        if (!queue.offer(row)) metrics.ledgerDropped();
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(3_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
    }

    private void run() {
        List<LedgerRow> rows = new ArrayList<>();
        try {
            while (true) {
                LedgerRow first = queue.poll(LINGER_MS, TimeUnit.MILLISECONDS);
                if (first == null) {
                    if (closed) return;
                    continue;
                }
                if (!closed && queue.size() < TRANSACTION_ROWS) Thread.sleep(LINGER_MS);
                rows.add(first);
                queue.drainTo(rows, TRANSACTION_ROWS - 1);
                while (!write(rows)) {
                    if (closed) return;
                    Thread.sleep(RETRY_MS);
                }
                rows.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** False when the database is away. */
    private boolean write(List<LedgerRow> rows) {
        try (Connection connection = database.getConnection()) {
            try {
                writeTogether(connection, rows);
            } catch (SQLException e) {
                if (SqlFaults.isTransient(e)) return false;
                for (LedgerRow row : rows) writeAlone(connection, row);
            }
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private static void writeTogether(Connection connection, List<LedgerRow> rows) throws SQLException {
        connection.setAutoCommit(false);
        try {
            List<LedgerRow.Decision> decisions = new ArrayList<>();
            for (LedgerRow row : rows) {
                if (row instanceof LedgerRow.Decision decision) decisions.add(decision);
                else row.write(connection);
            }
            LedgerRow.Decision.writeAll(connection, decisions);
            connection.commit();
        } finally {
            if (!connection.isClosed()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private void writeAlone(Connection connection, LedgerRow row) throws SQLException {
        try {
            row.write(connection);
        } catch (SQLException e) {
            if (SqlFaults.isTransient(e)) throw e;
            metrics.rejected();
            LOG.error("event=ledger_row_rejected row=\"{}\" error=\"{}\"", row, e.getMessage());
        }
    }
}
