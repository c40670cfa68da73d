package city.ioc.sim.bench.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Fills a store with sightings of number plates, the same at every run: as many vehicles as make {@value #SIGHTINGS_EACH} sightings each
 * on the average over the days that plates are kept, six in ten of the province, four in five of them motorcycles.
 */
public final class PlateFill {
    /** A vehicle that is about passes a reading camera some three times a day. */
    public static final int SIGHTINGS_EACH = 20;

    private static final int PART = 250_000;

    /** Plate of vehicle {@code v}: province, series and number mixed by steps that share no factor with their ranges. */
    private static final String PLATE = """
            (CASE WHEN v %% 10 < 6 THEN '95' WHEN v %% 10 < 8 THEN '65'
                ELSE substr('6364665059516162', 1 + 2 * (v / 10 %% 8)::integer, 2) END)
            || substr('ABCDEFGHKLMNPSTUVXYZ', 1 + (v / 7 %% 20)::integer, 1)
            || CASE WHEN v %% 5 < 4 THEN (1 + v / 140 %% 9)::text ELSE '' END
            || lpad((v * 7919 %% 100000)::text, 5, '0')""";

    private static final String SIGHTINGS = """
            INSERT INTO plate_sighting (time, device, message, idx, track, vehicle, plate, layout, confidence, auto_accept, reads,
                alternatives, approach, motion)
            SELECT ?::timestamptz + i * ? * interval '1 microsecond', (?::integer[])[1 + (i * 31 / 7 %% ?)::integer],
                (1::bigint << 32) + i, 0, i, CASE WHEN v %% 5 < 4 THEN 'MOTORCYCLE' ELSE 'CAR' END, %s, 'TWO_LINE',
                0.9 + (i %% 100) / 1000.0, i %% 20 <> 0, 3, '{}', 'n', 'AWAY'
            FROM (SELECT i, (i * 2654435761 + i / ?) %% ? AS v FROM generate_series(?::bigint, ?::bigint) AS i) AS drawn""".formatted(PLATE.formatted());

    private final DataSource database;
    private final List<Integer> cameras;

    /** {@code cameras}: their numbers in the store. */
    public PlateFill(DataSource database, List<Integer> cameras) {
        this.database = database;
        this.cameras = List.copyOf(cameras);
    }

    /** Writes so many sightings, evenly over the time, and then the plates of them, as the core does with each. */
    public void fill(Instant from, Instant to, long sightings) throws SQLException {
        long vehicles = Math.max(1, sightings / SIGHTINGS_EACH);
        double step = Duration.between(from, to).toNanos() / 1_000.0 / sightings;
        for (long first = 0; first < sightings; first += PART) {
            try (Connection connection = database.getConnection();
                    PreparedStatement insert = connection.prepareStatement(SIGHTINGS)) {
                insert.setTimestamp(1, Timestamp.from(from));
                insert.setDouble(2, step);
                insert.setArray(3, connection.createArrayOf("int4", cameras.toArray()));
                insert.setInt(4, cameras.size());
                insert.setLong(5, vehicles);
                insert.setLong(6, vehicles);
                insert.setLong(7, first);
                insert.setLong(8, Math.min(sightings, first + PART) - 1);
                insert.executeLargeUpdate();
            }
        }
        for (Instant day = from; day.isBefore(to); day = day.plus(Duration.ofDays(1))) known(day);
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ANALYZE plate_sighting");
            statement.execute("VACUUM ANALYZE plate_known");
        }
    }

    private void known(Instant day) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        INSERT INTO plate_known AS known (plate, last_seen)
                        SELECT plate, max(time) FROM plate_sighting WHERE time >= ? AND time < ? GROUP BY plate ORDER BY plate
                        ON CONFLICT (plate) DO UPDATE SET last_seen = greatest(known.last_seen, excluded.last_seen)""")) {
            statement.setTimestamp(1, Timestamp.from(day));
            statement.setTimestamp(2, Timestamp.from(day.plus(Duration.ofDays(1))));
            statement.executeUpdate();
        }
    }

    public long count(String table) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Plates to ask for, as far apart as can be. */
    public List<String> some(int count) throws SQLException {
        long step = Math.max(1, count("plate_known") / count);
        List<String> plates = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT plate FROM (SELECT plate, row_number()"
                                + " OVER (ORDER BY plate) AS n FROM plate_known) p WHERE n % ? = 0 ORDER BY n LIMIT ?")) {
            statement.setLong(1, step);
            statement.setInt(2, count);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) plates.add(rows.getString(1));
            }
        }
        return plates;
    }
}
