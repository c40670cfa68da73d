package city.ioc.core.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Marks the minutes that rows have touched, for the roll-up. */
final class RollUpMarks {
    /** Current minutes: the roll-up leaves them alone until they have ended, so a mark that stands needs no touch. */
    private static final String DUE = """
            INSERT INTO rollup_due (bucket, device)
            SELECT to_timestamp(t / 1000.0::float8), d FROM unnest(?::int8[], ?::int4[]) AS r(t, d)
            ORDER BY 1, 2 ON CONFLICT DO NOTHING""";
    /** Ended minutes: a roll-up that runs meanwhile must wait for this commit, so the mark is touched, which locks it. */
    private static final String DUE_AGAIN = """
            INSERT INTO rollup_due (bucket, device)
            SELECT to_timestamp(t / 1000.0::float8), d FROM unnest(?::int8[], ?::int4[]) AS r(t, d)
            ORDER BY 1, 2 ON CONFLICT (bucket, device) DO UPDATE SET bucket = EXCLUDED.bucket""";

    private record Due(long minuteMs, int device) {}

    private RollUpMarks() {}

    /** {@code now}: taken after the transaction has begun, so that its age tells the roll-up what it may not see yet. */
    static void mark(Connection connection, DeviceNumbers numbers, List<HistoryRow.Detection> rows, Instant now)
            throws SQLException {
        long currentMinute = Math.floorDiv(now.toEpochMilli(), 60_000L) * 60_000L;
        Set<Due> current = new HashSet<>();
        Set<Due> ended = new HashSet<>();
        for (HistoryRow.Detection row : rows) {
            // A reading belongs to the minute in which its interval ends; one that ends on the full minute to the one
            // before.
            long minute = Math.floorDiv(row.time().toEpochMilli() - 1, 60_000L) * 60_000L;
            (minute >= currentMinute ? current : ended).add(new Due(minute, numbers.getNumber(row.device())));
        }
        mark(connection, DUE, current);
        mark(connection, DUE_AGAIN, ended);
    }

    private static void mark(Connection connection, String sql, Set<Due> due) throws SQLException {
        if (due.isEmpty()) return;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Columns columns = new Columns(statement);
            columns.add("int8", due.stream().mapToLong(Due::minuteMs).toArray());
            columns.add("int4", due.stream().mapToInt(Due::device).toArray());
            statement.executeUpdate();
        }
    }
}
