package city.ioc.api.read;

import city.ioc.contracts.field.ClassCounts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Traffic of one range of time, read from the roll-ups and put together by bucket. For one thread and one connection. */
final class FlowRows {
    private static final String CLASSES = "sum(motorcycles) motorcycles, sum(bicycles) bicycles, sum(cars) cars,"
            + " sum(vans) vans, sum(buses) buses, sum(trucks) trucks";
    private static final String MEANS = "sum(occupancy * measured_ms) filter (where occupancy is not null)"
            + " / nullif(sum(measured_ms) filter (where occupancy is not null), 0) occupancy,"
            + " sum(mean_speed_kmh * vehicles) filter (where mean_speed_kmh is not null)"
            + " / nullif(sum(vehicles) filter (where mean_speed_kmh is not null), 0) mean_speed_kmh,"
            + " max(max_queue_m) max_queue_m";

    private static final String FIVE_MINUTES =
            "select bucket, 300000 measured_ms, sum(vehicles) vehicles, sum(pcu) pcu,"
                    + " avg(occupancy) occupancy, sum(mean_speed_kmh * vehicles) filter (where mean_speed_kmh is not null) speeds,"
                    + " sum(vehicles) filter (where mean_speed_kmh is not null) sped, max(max_queue_m) max_queue_m,"
                    + " sum(delay_s * greatest(vehicles, 1)) filter (where delay_s is not null) delays,"
                    + " sum(greatest(vehicles, 1)) filter (where delay_s is not null) delayed,"
                    + " sum(detectors) detectors, sum(expected) expected from intersection_flow_5m";
    private static final String HOURS =
            "select bucket, max(measured_ms) measured_ms, sum(vehicles) vehicles, sum(pcu) pcu,"
                    + " avg(occupancy) occupancy, sum(mean_speed_kmh * speed_vehicles) speeds, sum(speed_vehicles) sped,"
                    + " max(max_queue_m) max_queue_m, sum(delay_s * delay_vehicles) delays, sum(delay_vehicles) delayed,"
                    + " sum(detectors) detectors, sum(expected) expected from intersection_flow_1h";

    private final Connection connection;
    private final Range range;
    private final Map<Instant, Row> rows = new HashMap<>();
    private final Map<Instant, FlowPoint.Quality> qualities = new HashMap<>();

    /** Every bucket of a time; {@code from} is where the first of them starts. */
    record Range(FlowBucket bucket, Instant from, Instant to, List<Instant> starts, ZoneId zone) {}

    private record Row(Instant start, FlowPoint.Counted counted, Optional<ClassCounts> byClass) {}

    FlowRows(Connection connection, Range range) {
        this.connection = connection;
        this.range = range;
    }

    FlowBucket bucket() {
        return range.bucket();
    }

    /** What detectors counted, side by side. */
    void addDetectors(String... codes) throws SQLException {
        for (Row row : detectors(codes)) rows.put(row.start(), row);
    }

    /** Classes that detectors tell, of buckets that are there. */
    void addClasses(String... codes) throws SQLException {
        for (Row row : detectors(codes))
            rows.computeIfPresent(row.start(), (start, known) -> new Row(start, known.counted(), row.byClass()));
    }

    /** One for each bucket of the range; gaps where nothing was measured. */
    List<FlowPoint> points() {
        return range.starts().stream()
                .map(start -> {
                    Row row = rows.get(start);
                    return row == null || row.counted().measuredS() <= 0
                            ? FlowPoint.gap(start)
                            : FlowPoint.of(
                                    start, row.counted(), row.byClass(), Optional.ofNullable(qualities.get(start)));
                })
                .toList();
    }

    /**
     * Rows of detectors by bucket. Several detectors count side by side: vehicles add up, the measured time is that of the one
     * that measured longest.
     */
    private List<Row> detectors(String[] codes) throws SQLException {
        if (codes.length == 0) return List.of();
        String bucket = range.bucket().sql("bucket");
        Sql sql = Sql.of("select start, max(measured) / 1000.0 measured_s, sum(vehicles) vehicles, sum(pcu) pcu,"
                + " sum(occupancy * measured) / nullif(sum(measured) filter (where occupancy is not null), 0) occupancy,"
                + " sum(mean_speed_kmh * vehicles) filter (where mean_speed_kmh is not null)"
                + " / nullif(sum(vehicles) filter (where mean_speed_kmh is not null), 0) mean_speed_kmh,"
                + " max(max_queue_m) max_queue_m, " + CLASSES + " from (");
        if (range.bucket() == FlowBucket.DAY)
            sql.add("select " + bucket + " start,", range.zone().getId());
        else sql.add("select bucket start,");
        sql.add(
                "device, sum(measured_ms) measured, sum(vehicles) vehicles, sum(pcu) pcu, " + MEANS + ", " + CLASSES
                        + " from " + range.bucket().table()
                        + " where device in (select id from device where code = any(?)) and bucket >= ? and bucket < ?"
                        + " group by 1, device) by_detector group by start",
                codes,
                range.from(),
                range.to());
        return sql.list(connection, FlowRows::row);
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(Sql.instant(row, "start"), counted(row), ReadingQueries.classes(row));
    }

    private static FlowPoint.Counted counted(ResultSet row) throws SQLException {
        return new FlowPoint.Counted(
                row.getDouble("measured_s"),
                row.getLong("vehicles"),
                row.getDouble("pcu"),
                Sql.findNumber(row, "occupancy"),
                Sql.findNumber(row, "mean_speed_kmh"),
                Sql.findNumber(row, "max_queue_m"));
    }

    /** Each time of all intersections is put together first; what one of them could have told and did not is missing. */
    void addIntersections(String... intersections) throws SQLException {
        Sql sql = Sql.of("select");
        if (range.bucket() == FlowBucket.DAY)
            sql.add(range.bucket().sql("bucket"), range.zone().getId());
        else sql.add("bucket");
        sql.add(
                "start, sum(measured_ms) / 1000.0 measured_s, sum(vehicles) vehicles, sum(pcu) pcu, avg(occupancy) occupancy,"
                        + " sum(speeds) / nullif(sum(sped), 0) mean_speed_kmh, max(max_queue_m) max_queue_m,"
                        + " sum(delays) / nullif(sum(delayed), 0) delay_s, min(detectors) detectors,"
                        + " max(expected) expected from ("
                        + (range.bucket() == FlowBucket.FIVE_MINUTES ? FIVE_MINUTES : HOURS)
                        + " where intersection = any(?) and bucket >= ? and bucket < ? group by bucket) each group by 1",
                intersections,
                range.from(),
                range.to());
        record Found(Instant start, Row row, Optional<Double> delayS, int detectors, int expected) {}
        List<Found> found = sql.list(connection, row -> {
            Instant start = Sql.instant(row, "start");
            return new Found(
                    start,
                    new Row(start, counted(row), Optional.empty()),
                    Sql.findNumber(row, "delay_s"),
                    row.getInt("detectors"),
                    row.getInt("expected"));
        });
        int expected = found.stream().mapToInt(Found::expected).max().orElse(0);
        for (Found each : found) {
            rows.put(each.start(), each.row());
            qualities.put(each.start(), new FlowPoint.Quality(each.delayS(), each.detectors(), expected));
        }
    }
}
