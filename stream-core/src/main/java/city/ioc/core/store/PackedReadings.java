package city.ioc.core.store;

import city.ioc.core.retention.Packing;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.LongSummaryStatistics;

/** Readings that come again after their day was packed: the primary key cannot know them any more. */
final class PackedReadings {
    private static final String DROP = """
            DELETE FROM detector_reading r USING unpacked_readings(to_timestamp(? / 1000.0::float8),
                to_timestamp(? / 1000.0::float8), ?::int4[]) u
            WHERE r.device = u.device AND r.message = u.message AND r.idx = u.idx AND r.time = u.time
                AND r.time >= to_timestamp(? / 1000.0::float8) AND r.time < to_timestamp(? / 1000.0::float8)""";

    private PackedReadings() {}

    /** Takes those of the rows just written out again that are packed already. */
    static void dropKeptAlready(
            Connection connection, DeviceNumbers numbers, List<HistoryRow.Detection> rows, Instant now)
            throws SQLException {
        // No reading that is younger has been packed.
        Instant packedBefore = now.minus(Packing.AGE);
        List<HistoryRow.Detection> old =
                rows.stream().filter(row -> row.time().isBefore(packedBefore)).toList();
        if (old.isEmpty()) return;
        LongSummaryStatistics times =
                old.stream().mapToLong(row -> row.time().toEpochMilli()).summaryStatistics();
        Object[] devices = old.stream()
                .map(row -> numbers.getNumber(row.device()))
                .distinct()
                .toArray();
        try (PreparedStatement statement = connection.prepareStatement(DROP)) {
            statement.setLong(1, times.getMin());
            statement.setLong(2, times.getMax() + 1);
            statement.setArray(3, connection.createArrayOf("int4", devices));
            statement.setLong(4, times.getMin());
            statement.setLong(5, times.getMax() + 1);
            statement.executeUpdate();
        }
    }
}
