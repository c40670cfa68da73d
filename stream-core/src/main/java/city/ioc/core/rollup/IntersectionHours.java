package city.ioc.core.rollup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;

/** Rows of {@code intersection_flow_1h}, made of the hour's five minutes by the database. */
final class IntersectionHours {
    private static final String REPLACE = """
            INSERT INTO intersection_flow_1h SELECT * FROM intersection_hours(?, ?, ?)
            ON CONFLICT (intersection, bucket) DO UPDATE SET measured_ms = EXCLUDED.measured_ms,
                vehicles = EXCLUDED.vehicles, pcu = EXCLUDED.pcu, occupancy = EXCLUDED.occupancy,
                mean_speed_kmh = EXCLUDED.mean_speed_kmh, speed_vehicles = EXCLUDED.speed_vehicles,
                max_queue_m = EXCLUDED.max_queue_m, delay_s = EXCLUDED.delay_s,
                delay_vehicles = EXCLUDED.delay_vehicles, detectors = EXCLUDED.detectors, expected = EXCLUDED.expected""";

    private IntersectionHours() {}

    /** {@code touched}: by the hour's begin, the intersections of which it is made anew. */
    static void compute(Connection connection, Map<Instant, Set<String>> touched) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(REPLACE)) {
            for (var hour : touched.entrySet()) {
                statement.setTimestamp(1, Timestamp.from(hour.getKey()));
                statement.setTimestamp(2, Timestamp.from(hour.getKey().plus(1, ChronoUnit.HOURS)));
                statement.setArray(
                        3, connection.createArrayOf("text", hour.getValue().toArray()));
                statement.executeUpdate();
            }
        }
    }
}
