package city.ioc.core.store;

import city.ioc.contracts.id.DeviceId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * The table of latest readings, for screens after a restart: the newest value of a device at most once a second, a bounded number
 * of devices a run, those that have waited longest first. Thread-safe.
 */
public final class LatestReadings {
    private static final int DEVICES_PER_RUN = 500;
    private static final String UPSERT = """
            INSERT INTO latest_reading (device, time, reading)
            SELECT d.id, to_timestamp(t / 1000.0::float8), r::jsonb
            FROM unnest(?::text[], ?::int8[], ?::text[]) AS v(c, t, r) JOIN device d ON d.code = v.c
            ORDER BY d.id
            ON CONFLICT (device) DO UPDATE SET time = EXCLUDED.time, reading = EXCLUDED.reading
            WHERE latest_reading.time < EXCLUDED.time""";

    private record Latest(Instant at, String json) {}

    private final DataSource database;
    private final Map<DeviceId, Latest> waiting = new LinkedHashMap<>();

    public LatestReadings(DataSource database) {
        this.database = database;
    }

    public synchronized void put(DeviceId device, Instant at, String json) {
        waiting.put(device, new Latest(at, json));
    }

    /** Writes what waits; blocks on the database. What could not be written is given up: the next reading replaces it. */
    public void flush() throws SQLException {
        List<String> codes = new ArrayList<>();
        List<Long> times = new ArrayList<>();
        List<String> readings = new ArrayList<>();
        synchronized (this) {
            var each = waiting.entrySet().iterator();
            while (each.hasNext() && codes.size() < DEVICES_PER_RUN) {
                var entry = each.next();
                codes.add(entry.getKey().value());
                times.add(entry.getValue().at().toEpochMilli());
                readings.add(entry.getValue().json());
                each.remove();
            }
        }
        if (codes.isEmpty()) return;
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(UPSERT)) {
            statement.setArray(1, connection.createArrayOf("text", codes.toArray()));
            statement.setArray(2, connection.createArrayOf("int8", times.toArray()));
            statement.setArray(3, connection.createArrayOf("text", readings.toArray()));
            statement.executeUpdate();
        }
    }
}
