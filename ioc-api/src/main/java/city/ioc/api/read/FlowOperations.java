package city.ioc.api.read;

import city.ioc.api.http.Answer;
import city.ioc.api.http.Call;
import city.ioc.api.http.Operation;
import city.ioc.api.http.Problem;
import city.ioc.api.http.Problem.Type;
import city.ioc.api.street.CityView;
import city.ioc.api.street.StreetOperations;
import city.ioc.contracts.field.ClassCounts;
import city.ioc.contracts.id.ApproachId;
import city.ioc.contracts.street.Approach;
import city.ioc.contracts.street.Corridor;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.Intersection;
import io.vertx.core.Future;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Traffic by time, from the roll-ups; every bucket of the range is there, a gap where nothing was measured. */
public final class FlowOperations {
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

    private final Database database;
    private final CityView city;
    private final InstantSource clock;

    private record Series(String bucket, Instant from, Instant to, List<FlowPoint> points) {}

    private record Range(FlowBucket bucket, Instant from, Instant to, List<Instant> starts, ZoneId zone) {}

    private record Row(Instant start, FlowPoint.Counted counted, Optional<ClassCounts> byClass) {}

    public FlowOperations(Database database, CityView city, InstantSource clock) {
        this.database = database;
        this.city = city;
        this.clock = clock;
    }

    public Map<String, Operation> operations() {
        return Map.of(
                "getDetectorFlows", this::detector,
                "getApproachFlows", this::approach,
                "getIntersectionFlows", this::intersection,
                "getCorridorFlows", this::corridor,
                "getWardFlows", this::ward,
                "getCityFlows", call -> places(call, city.city().intersections()));
    }

    private Range range(Call call) {
        FlowBucket bucket = FlowBucket.of(call.query("bucket").orElse("5m"));
        ZoneId zone = city.city().timeZone();
        Instant to = call.instant("to").orElseGet(clock::instant);
        Instant from = call.instant("from").orElseGet(() -> to.minus(bucket.usualRange()));
        List<Instant> starts = bucket.starts(from, to, zone);
        return new Range(bucket, starts.getFirst(), to, starts, zone);
    }

    private Future<Answer> detector(Call call) {
        Device device = StreetOperations.device(city, call);
        Range range = range(call);
        return database.call(connection -> {
            Map<Instant, Row> rows = new HashMap<>();
            for (Row row : rows(connection, range, new String[] {device.id().value()})) rows.put(row.start(), row);
            return answer(range, rows, Map.of());
        });
    }

    /**
     * By minute from the stop-line detectors, or the radars where there are none; by longer buckets from the roll-up of the
     * intersection, which knows the delay. Classes come from the radars, for loops tell none.
     */
    private Future<Answer> intersection(Call call) {
        Intersection intersection = StreetOperations.intersection(city, call);
        Range range = range(call);
        String[] stopLines = codes(intersection, Device.Kind.STOP_LINE_DETECTOR, any -> true);
        String[] radars = codes(intersection, Device.Kind.RADAR, any -> true);
        String[] counting = stopLines.length > 0 ? stopLines : radars;
        return database.call(connection -> {
            Map<Instant, Row> rows = new HashMap<>();
            Map<Instant, FlowPoint.Quality> qualities = new HashMap<>();
            if (range.bucket() == FlowBucket.MINUTE)
                for (Row row : rows(connection, range, counting)) rows.put(row.start(), row);
            else rolledUp(connection, range, new String[] {intersection.id().value()}, rows, qualities);
            withClasses(rows, rows(connection, range, radars));
            return answer(range, rows, qualities);
        });
    }

    /** From the detectors that count on the approach; they know no delay. */
    private Future<Answer> approach(Call call) {
        Intersection intersection = StreetOperations.intersection(city, call);
        ApproachId approach = intersection.approaches().stream()
                .map(Approach::id)
                .filter(each -> each.value().equals(call.path("approach")))
                .findFirst()
                .orElseThrow(() -> Problem.of(
                                Type.NOT_FOUND,
                                intersection.id() + " has no approach " + call.path("approach") + "; it has "
                                        + intersection.approaches().stream()
                                                .map(each -> each.id().value())
                                                .collect(Collectors.joining(", ")))
                        .asException());
        Range range = range(call);
        Predicate<Device> there = device -> device.approach().equals(Optional.of(approach));
        String[] stopLines = codes(intersection, Device.Kind.STOP_LINE_DETECTOR, there);
        String[] radars = codes(intersection, Device.Kind.RADAR, there);
        return database.call(connection -> {
            Map<Instant, Row> rows = new HashMap<>();
            for (Row row : rows(connection, range, stopLines.length > 0 ? stopLines : radars))
                rows.put(row.start(), row);
            withClasses(rows, rows(connection, range, radars));
            return answer(range, rows, Map.of());
        });
    }

    private Future<Answer> corridor(Call call) {
        Corridor corridor = city.city().corridors().stream()
                .filter(each -> each.id().equals(call.path("id")))
                .findFirst()
                .orElseThrow(() -> Problem.of(Type.NOT_FOUND, "There is no corridor " + call.path("id"))
                        .asException());
        return places(
                call,
                city.city().intersections().stream()
                        .filter(each -> corridor.intersections().contains(each.id()))
                        .toList());
    }

    private Future<Answer> ward(Call call) {
        String ward = call.path("id");
        if (city.city().wards().stream().noneMatch(each -> each.id().equals(ward)))
            throw Problem.of(Type.NOT_FOUND, "There is no ward " + ward).asException();
        return places(
                call,
                city.city().intersections().stream()
                        .filter(each -> each.ward().equals(ward))
                        .toList());
    }

    /** What passed the stop lines of several intersections: who passes two of them is counted twice. */
    private Future<Answer> places(Call call, List<Intersection> places) {
        Range range = range(call);
        if (range.bucket() == FlowBucket.MINUTE)
            throw Call.invalid(
                    "bucket", "must be one of 5m, 1h, 1d: minutes are kept by detector and intersection only");
        String[] ids = places.stream().map(each -> each.id().value()).toArray(String[]::new);
        return database.call(connection -> {
            Map<Instant, Row> rows = new HashMap<>();
            Map<Instant, FlowPoint.Quality> qualities = new HashMap<>();
            rolledUp(connection, range, ids, rows, qualities);
            return answer(range, rows, qualities);
        });
    }

    private static void withClasses(Map<Instant, Row> rows, List<Row> radars) {
        for (Row row : radars)
            rows.computeIfPresent(row.start(), (start, known) -> new Row(start, known.counted(), row.byClass()));
    }

    private String[] codes(Intersection intersection, Device.Kind kind, Predicate<Device> which) {
        return city.city().listDevicesAt(intersection.id()).stream()
                .filter(device -> device.kind() == kind && which.test(device))
                .map(device -> device.id().value())
                .toArray(String[]::new);
    }

    private static Answer answer(Range range, Map<Instant, Row> rows, Map<Instant, FlowPoint.Quality> qualities) {
        List<FlowPoint> points = range.starts().stream()
                .map(start -> {
                    Row row = rows.get(start);
                    return row == null || row.counted().measuredS() <= 0
                            ? FlowPoint.gap(start)
                            : FlowPoint.of(
                                    start, row.counted(), row.byClass(), Optional.ofNullable(qualities.get(start)));
                })
                .toList();
        return Answer.ok(new Series(range.bucket().word(), range.from(), range.to(), points));
    }

    /**
     * Rows of detectors by bucket. Several detectors count side by side: vehicles add up, the measured time is that of the one
     * that measured longest.
     */
    private static List<Row> rows(Connection connection, Range range, String[] codes) throws SQLException {
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
        return sql.list(connection, FlowOperations::row);
    }

    private static Row row(ResultSet row) throws SQLException {
        Optional<ClassCounts> classes = Sql.findInteger(row, "motorcycles").isEmpty()
                ? Optional.empty()
                : Optional.of(new ClassCounts(
                        row.getInt("motorcycles"),
                        row.getInt("bicycles"),
                        row.getInt("cars"),
                        row.getInt("vans"),
                        row.getInt("buses"),
                        row.getInt("trucks")));
        return new Row(Sql.instant(row, "start"), counted(row), classes);
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
    private static void rolledUp(
            Connection connection,
            Range range,
            String[] intersections,
            Map<Instant, Row> rows,
            Map<Instant, FlowPoint.Quality> qualities)
            throws SQLException {
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
