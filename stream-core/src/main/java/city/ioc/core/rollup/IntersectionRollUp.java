package city.ioc.core.rollup;

import city.ioc.contracts.city.City;
import city.ioc.contracts.field.SignalEventCode;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.live.LevelOfService;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.Intersection;
import city.ioc.core.rollup.FlowAnalysis.ApproachFlow;
import city.ioc.signal.model.SignalLayout;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Rows of {@code intersection_flow_5m}, and of the hours made of them: flows of detectors and greens of the event log, put together as on the screens. Vehicles
 * are those that were counted; {@code detectors} of {@code expected} says how much of the intersection they are.
 */
final class IntersectionRollUp {
    static final Duration LENGTH = Duration.ofMinutes(5);

    private static final String FLOWS = """
            SELECT f.bucket, d.site, d.code, f.measured_ms, f.vehicles, f.pcu, f.occupancy, f.mean_speed_kmh, f.max_queue_m,
                f.motorcycles IS NOT NULL AS classified
            FROM flow_5m f JOIN device d ON d.id = f.device
            WHERE f.bucket = ANY (?::timestamptz[]) AND d.site IN (SELECT site FROM device WHERE id = ANY (?::int4[]))""";

    private static final String NEIGHBOURS =
            "SELECT id FROM device WHERE site IN (SELECT site FROM device WHERE id = ANY (?::int4[]))";

    private static final String QUEUES = """
            SELECT date_bin('5 minutes', r.time - interval '1 microsecond', timestamptz 'epoch'), d.code, avg(r.queue_m)
            FROM detector_readings(?::timestamptz + interval '1 microsecond', ?::timestamptz + interval '1 microsecond',
                ?::int4[]) r
            JOIN device d ON d.id = r.device
            WHERE r.queue_m IS NOT NULL
            GROUP BY 1, 2""";

    private static final String GREENS = """
            SELECT e.time, d.site, e.code, e.parameter FROM signal_event e JOIN device d ON d.id = e.device
            WHERE e.time > ? AND e.time <= ? AND e.code = ANY (?::int2[])
                AND d.site IN (SELECT site FROM device WHERE id = ANY (?::int4[]))
            ORDER BY e.time, e.message, e.idx""";

    private static final String WRITE = """
            INSERT INTO intersection_flow_5m (bucket, intersection, vehicles, pcu, occupancy, mean_speed_kmh, max_queue_m,
                delay_s, level_of_service, detectors, expected)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (intersection, bucket) DO UPDATE SET vehicles = EXCLUDED.vehicles, pcu = EXCLUDED.pcu,
                occupancy = EXCLUDED.occupancy, mean_speed_kmh = EXCLUDED.mean_speed_kmh,
                max_queue_m = EXCLUDED.max_queue_m, delay_s = EXCLUDED.delay_s,
                level_of_service = EXCLUDED.level_of_service, detectors = EXCLUDED.detectors, expected = EXCLUDED.expected""";

    private static final List<SignalEventCode> GREEN_CODES = List.of(
            SignalEventCode.GROUP_BEGIN_GREEN,
            SignalEventCode.GROUP_BEGIN_AMBER,
            SignalEventCode.GROUP_BEGIN_RED_CLEARANCE,
            SignalEventCode.OVERLAP_BEGIN_GREEN,
            SignalEventCode.OVERLAP_BEGIN_AMBER,
            SignalEventCode.OVERLAP_BEGIN_RED_CLEARANCE,
            SignalEventCode.OVERLAP_OFF);

    private record Key(Instant bucket, String site) {}

    private record QueueKey(Instant bucket, String device) {}

    private record Flow(FlowMeasure measure, boolean classified) {}

    private record GreenEvent(Instant at, SignalEventCode code, int parameter) {}

    private IntersectionRollUp() {}

    static void compute(Connection connection, City city, List<Instant> minutes, List<Integer> devices)
            throws SQLException {
        Set<Instant> buckets = new HashSet<>();
        for (Instant minute : minutes)
            buckets.add(Instant.ofEpochSecond(
                    Math.floorDiv(minute.getEpochSecond(), LENGTH.toSeconds()) * LENGTH.toSeconds()));
        Instant first = buckets.stream().min(Instant::compareTo).orElseThrow();
        Instant beyond = buckets.stream().max(Instant::compareTo).orElseThrow().plus(LENGTH);
        Object[] touched = devices.stream().distinct().toArray();
        Map<QueueKey, Double> queues = readQueues(connection, first, beyond, touched);
        Map<Key, Map<DeviceId, Flow>> flows = readFlows(connection, buckets, touched, queues);
        Map<String, List<GreenEvent>> greens = readGreens(connection, first.minus(LENGTH), beyond, touched);
        try (PreparedStatement write = connection.prepareStatement(WRITE)) {
            for (var entry : flows.entrySet()) {
                Key key = entry.getKey();
                Optional<Intersection> x = city.findIntersection(new IntersectionId(key.site()));
                if (x.isEmpty()) continue;
                List<Device> at = city.listDevicesAt(x.get().id());
                SignalLayout layout = SignalLayout.of(x.get(), at);
                GreenTimes[] times = greenTimes(
                        layout,
                        greens.getOrDefault(key.site(), List.of()),
                        key.bucket().plus(LENGTH));
                Map<DeviceId, FlowMeasure> measures = withMix(entry.getValue());
                ApproachFlow whole = new SiteAnalysis(layout, at)
                        .analyse(
                                id -> Optional.ofNullable(measures.get(id)),
                                group -> times[group].measure(key.bucket().plus(LENGTH)))
                        .whole();
                bind(write, key, whole, counted(at, measures));
                write.addBatch();
            }
            write.executeBatch();
        }
        Map<Instant, Set<String>> hours = new TreeMap<>();
        for (Key key : flows.keySet())
            hours.computeIfAbsent(key.bucket().truncatedTo(ChronoUnit.HOURS), hour -> new TreeSet<>())
                    .add(key.site());
        IntersectionHours.compute(connection, hours);
    }

    /** Counts per class of the intersection's radars say what a vehicle of a plain detector is worth. */
    private static Map<DeviceId, FlowMeasure> withMix(Map<DeviceId, Flow> flows) {
        double pcu = 0;
        int vehicles = 0;
        for (Flow flow : flows.values()) {
            if (!flow.classified()) continue;
            pcu += flow.measure().pcu();
            vehicles += flow.measure().vehicles();
        }
        double mix = vehicles >= 20 ? pcu / vehicles : FlowWindow.MIXED_PCU_PER_VEHICLE;
        Map<DeviceId, FlowMeasure> measures = new HashMap<>();
        flows.forEach((id, flow) -> {
            FlowMeasure m = flow.measure();
            measures.put(
                    id,
                    flow.classified()
                            ? m
                            : new FlowMeasure(
                                    m.measuredS(),
                                    m.vehicles(),
                                    m.vehicles() * mix,
                                    m.occupancy(),
                                    m.meanSpeedKmh(),
                                    m.meanQueueM(),
                                    m.maxQueueM()));
        });
        return measures;
    }

    /** What was counted by the detectors that count: stop-line detectors, or radars where there are none. */
    private static FlowMeasure counted(List<Device> devices, Map<DeviceId, FlowMeasure> measures) {
        boolean stopLine = devices.stream().anyMatch(each -> each.kind() == Device.Kind.STOP_LINE_DETECTOR);
        Device.Kind kind = stopLine ? Device.Kind.STOP_LINE_DETECTOR : Device.Kind.RADAR;
        int vehicles = 0;
        double pcu = 0;
        for (Device device : devices) {
            FlowMeasure measure = measures.get(device.id());
            if (device.kind() != kind || measure == null) continue;
            vehicles += measure.vehicles();
            pcu += measure.pcu();
        }
        return new FlowMeasure(
                0,
                vehicles,
                pcu,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    private static GreenTimes[] greenTimes(SignalLayout layout, List<GreenEvent> events, Instant until) {
        GreenTimes[] times = new GreenTimes[layout.groups()];
        for (int g = 0; g < times.length; g++) times[g] = new GreenTimes(LENGTH);
        for (GreenEvent event : events) {
            if (event.at().isAfter(until)) break;
            OptionalInt group = layout.findGroup(event.code(), event.parameter());
            boolean green = event.code() == SignalEventCode.GROUP_BEGIN_GREEN
                    || event.code() == SignalEventCode.OVERLAP_BEGIN_GREEN;
            if (group.isPresent()) times[group.getAsInt()].observe(green, event.at());
        }
        return times;
    }

    private static Map<Key, Map<DeviceId, Flow>> readFlows(
            Connection connection, Set<Instant> buckets, Object[] devices, Map<QueueKey, Double> queues)
            throws SQLException {
        Map<Key, Map<DeviceId, Flow>> flows = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(FLOWS)) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "timestamptz",
                            buckets.stream().map(Instant::toString).toArray()));
            statement.setArray(2, connection.createArrayOf("int4", devices));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    Key key = new Key(rows.getTimestamp(1).toInstant(), rows.getString(2));
                    String code = rows.getString(3);
                    Double queue = queues.get(new QueueKey(key.bucket(), code));
                    FlowMeasure measure = new FlowMeasure(
                            rows.getInt(4) / 1000.0,
                            rows.getInt(5),
                            rows.getDouble(6),
                            optional(rows, 7),
                            optional(rows, 8),
                            queue == null ? OptionalDouble.empty() : OptionalDouble.of(queue),
                            optional(rows, 9));
                    flows.computeIfAbsent(key, any -> new HashMap<>())
                            .put(new DeviceId(code), new Flow(measure, rows.getBoolean(10)));
                }
            }
        }
        return flows;
    }

    private static Map<QueueKey, Double> readQueues(
            Connection connection, Instant first, Instant beyond, Object[] devices) throws SQLException {
        Map<QueueKey, Double> queues = new HashMap<>();
        Object[] every = neighbours(connection, devices);
        try (PreparedStatement statement = connection.prepareStatement(QUEUES)) {
            statement.setTimestamp(1, Timestamp.from(first));
            statement.setTimestamp(2, Timestamp.from(beyond));
            statement.setArray(3, connection.createArrayOf("int4", every));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next())
                    queues.put(new QueueKey(rows.getTimestamp(1).toInstant(), rows.getString(2)), rows.getDouble(3));
            }
        }
        return queues;
    }

    private static Object[] neighbours(Connection connection, Object[] devices) throws SQLException {
        List<Integer> every = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(NEIGHBOURS)) {
            statement.setArray(1, connection.createArrayOf("int4", devices));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) every.add(rows.getInt(1));
            }
        }
        return every.toArray();
    }

    private static Map<String, List<GreenEvent>> readGreens(
            Connection connection, Instant from, Instant to, Object[] devices) throws SQLException {
        Map<String, List<GreenEvent>> greens = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(GREENS)) {
            statement.setTimestamp(1, Timestamp.from(from));
            statement.setTimestamp(2, Timestamp.from(to));
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "int2",
                            GREEN_CODES.stream().map(SignalEventCode::code).toArray()));
            statement.setArray(4, connection.createArrayOf("int4", devices));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next())
                    greens.computeIfAbsent(rows.getString(2), any -> new ArrayList<>())
                            .add(new GreenEvent(
                                    rows.getTimestamp(1).toInstant(),
                                    SignalEventCode.find(rows.getInt(3)).orElseThrow(),
                                    rows.getInt(4)));
            }
        }
        return greens;
    }

    private static void bind(PreparedStatement write, Key key, ApproachFlow whole, FlowMeasure counted)
            throws SQLException {
        write.setTimestamp(1, Timestamp.from(key.bucket()));
        write.setString(2, key.site());
        write.setInt(3, counted.vehicles());
        write.setFloat(4, (float) counted.pcu());
        set(write, 5, whole.occupancy());
        set(write, 6, whole.meanSpeedKmh());
        set(write, 7, whole.queueM());
        set(write, 8, whole.delayS());
        write.setString(
                9,
                FlowAnalysis.levelOfService(whole.delayS())
                        .map(LevelOfService::name)
                        .orElse(null));
        write.setInt(10, whole.detectors());
        write.setInt(11, whole.detectorsExpected());
    }

    private static void set(PreparedStatement write, int index, OptionalDouble value) throws SQLException {
        if (value.isPresent()) write.setFloat(index, (float) value.getAsDouble());
        else write.setNull(index, Types.REAL);
    }

    private static OptionalDouble optional(ResultSet rows, int column) throws SQLException {
        double value = rows.getDouble(column);
        return rows.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
