package city.ioc.core.store;

import city.ioc.contracts.field.ClassCounts;
import city.ioc.contracts.field.DetectorReading;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows of history into their tables within the caller's transaction, a statement a table: arrays unnested, repeats passed
 * over by primary key. Thread-safe.
 */
final class HistoryTables {
    private static final String EVENTS = """
            INSERT INTO signal_event (time, device, message, idx, code, parameter)
            SELECT to_timestamp(t / 1000.0::float8), d, m, i, c, p
            FROM unnest(?::int8[], ?::int4[], ?::int8[], ?::int2[], ?::int2[], ?::int4[]) AS r(t, d, m, i, c, p)
            ON CONFLICT DO NOTHING""";
    private static final String DETECTIONS = """
            INSERT INTO detector_reading (time, device, message, idx, interval_ms, vehicles, occupancy, mean_speed_kmh,
                queue_m, motorcycles, bicycles, cars, vans, buses, trucks)
            SELECT to_timestamp(t / 1000.0::float8), d, m, i, l, v, o, s, q, c1, c2, c3, c4, c5, c6
            FROM unnest(?::int8[], ?::int4[], ?::int8[], ?::int2[], ?::int4[], ?::int4[], ?::float4[], ?::float4[],
                ?::float4[], ?::int2[], ?::int2[], ?::int2[], ?::int2[], ?::int2[], ?::int2[])
                AS r(t, d, m, i, l, v, o, s, q, c1, c2, c3, c4, c5, c6)
            ON CONFLICT DO NOTHING""";
    private static final String ENVIRONMENT = """
            INSERT INTO environment_reading (time, device, message, idx, metric, value)
            SELECT to_timestamp(t / 1000.0::float8), d, m, i, k, v
            FROM unnest(?::int8[], ?::int4[], ?::int8[], ?::int2[], ?::text[], ?::float8[]) AS r(t, d, m, i, k, v)
            ON CONFLICT DO NOTHING""";
    private static final String CONTROLLERS = """
            INSERT INTO controller_report (time, device, message, mode, stage, in_transition, plan, last_command, verdict,
                fault)
            SELECT to_timestamp(t / 1000.0::float8), d, m, o, s, x, p, l, v, f
            FROM unnest(?::int8[], ?::int4[], ?::int8[], ?::text[], ?::text[], ?::bool[], ?::text[], ?::text[],
                ?::text[], ?::text[]) AS r(t, d, m, o, s, x, p, l, v, f)
            ON CONFLICT DO NOTHING""";
    private static final String HEALTH = """
            INSERT INTO device_report (time, device, message, healthy, fault, firmware)
            SELECT to_timestamp(t / 1000.0::float8), d, m, h, f, w
            FROM unnest(?::int8[], ?::int4[], ?::int8[], ?::bool[], ?::text[], ?::text[]) AS r(t, d, m, h, f, w)
            ON CONFLICT DO NOTHING""";

    private final DeviceNumbers numbers;

    HistoryTables(DeviceNumbers numbers) {
        this.numbers = numbers;
    }

    /** {@code clock}: read after the transaction has begun, so that the roll-up can tell from its age what it may not know of. */
    void write(Connection connection, List<HistoryRow> rows, InstantSource clock) throws SQLException {
        write(connection, EVENTS, filter(rows, HistoryRow.Event.class), HistoryTables::bindEvents);
        List<HistoryRow.Detection> detections = filter(rows, HistoryRow.Detection.class);
        write(connection, DETECTIONS, detections, HistoryTables::bindDetections);
        if (!detections.isEmpty()) {
            Instant now = clock.instant();
            PackedReadings.dropKeptAlready(connection, numbers, detections, now);
            RollUpMarks.mark(connection, numbers, detections, now);
        }
        write(connection, ENVIRONMENT, filter(rows, HistoryRow.Environment.class), HistoryTables::bindEnvironment);
        write(connection, CONTROLLERS, filter(rows, HistoryRow.Controller.class), HistoryTables::bindControllers);
        write(connection, HEALTH, filter(rows, HistoryRow.Health.class), HistoryTables::bindHealth);
        write(connection, PlateTable.INSERT, filter(rows, HistoryRow.Plate.class), PlateTable::bind);
    }

    /** Binds the columns of a table but for time and device. */
    interface Bind<R> {
        void bind(Columns columns, List<R> rows) throws SQLException;
    }

    private <R extends HistoryRow> void write(Connection connection, String sql, List<R> rows, Bind<R> bind)
            throws SQLException {
        if (rows.isEmpty()) return;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Columns columns = new Columns(statement);
            long[] times = new long[rows.size()];
            int[] devices = new int[rows.size()];
            for (int i = 0; i < times.length; i++) {
                times[i] = rows.get(i).time().toEpochMilli();
                devices[i] = numbers.getNumber(rows.get(i).device());
            }
            columns.add("int8", times);
            columns.add("int4", devices);
            bind.bind(columns, rows);
            statement.executeUpdate();
        }
    }

    private static <R extends HistoryRow> List<R> filter(List<HistoryRow> rows, Class<R> type) {
        return rows.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static void bindEvents(Columns columns, List<HistoryRow.Event> rows) throws SQLException {
        int n = rows.size();
        long[] messages = new long[n];
        short[] indices = new short[n];
        short[] codes = new short[n];
        int[] parameters = new int[n];
        for (int i = 0; i < n; i++) {
            HistoryRow.Event row = rows.get(i);
            messages[i] = row.message();
            indices[i] = (short) row.index();
            codes[i] = (short) row.event().code();
            parameters[i] = row.event().parameter();
        }
        columns.add("int8", messages);
        columns.add("int2", indices);
        columns.add("int2", codes);
        columns.add("int4", parameters);
    }

    private static void bindDetections(Columns columns, List<HistoryRow.Detection> rows) throws SQLException {
        int n = rows.size();
        long[] messages = new long[n];
        short[] indices = new short[n];
        int[] intervals = new int[n];
        int[] vehicles = new int[n];
        Float[] occupancies = new Float[n];
        Float[] speeds = new Float[n];
        Float[] queues = new Float[n];
        for (int i = 0; i < n; i++) {
            HistoryRow.Detection row = rows.get(i);
            DetectorReading reading = row.reading();
            messages[i] = row.message();
            indices[i] = (short) row.index();
            intervals[i] = (int) reading.interval().toMillis();
            vehicles[i] = reading.vehicles();
            occupancies[i] = boxed(reading.occupancy());
            speeds[i] = boxed(reading.meanSpeedKmh());
            queues[i] = boxed(reading.queueM());
        }
        columns.add("int8", messages);
        columns.add("int2", indices);
        columns.add("int4", intervals);
        columns.add("int4", vehicles);
        columns.add("float4", occupancies);
        columns.add("float4", speeds);
        columns.add("float4", queues);
        columns.add("int2", counts(rows, ClassCounts::motorcycles));
        columns.add("int2", counts(rows, ClassCounts::bicycles));
        columns.add("int2", counts(rows, ClassCounts::cars));
        columns.add("int2", counts(rows, ClassCounts::vans));
        columns.add("int2", counts(rows, ClassCounts::buses));
        columns.add("int2", counts(rows, ClassCounts::trucks));
    }

    private static Short[] counts(List<HistoryRow.Detection> rows, ToIntFunction<ClassCounts> of) {
        Short[] counts = new Short[rows.size()];
        for (int i = 0; i < counts.length; i++) {
            var byClass = rows.get(i).reading().byClass();
            if (byClass.isPresent()) counts[i] = (short) Math.min(Short.MAX_VALUE, of.applyAsInt(byClass.get()));
        }
        return counts;
    }

    private static @Nullable Float boxed(OptionalDouble value) {
        return value.isPresent() ? Float.valueOf((float) value.getAsDouble()) : null;
    }

    private static void bindEnvironment(Columns columns, List<HistoryRow.Environment> rows) throws SQLException {
        int n = rows.size();
        long[] messages = new long[n];
        short[] indices = new short[n];
        String[] metrics = new String[n];
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            HistoryRow.Environment row = rows.get(i);
            messages[i] = row.message();
            indices[i] = (short) row.index();
            metrics[i] = row.reading().metric();
            values[i] = row.reading().value();
        }
        columns.add("int8", messages);
        columns.add("int2", indices);
        columns.add("text", metrics);
        columns.add("float8", values);
    }

    private static void bindControllers(Columns columns, List<HistoryRow.Controller> rows) throws SQLException {
        int n = rows.size();
        long[] messages = new long[n];
        String[] modes = new String[n];
        @Nullable String[] stages = new @Nullable String[n];
        boolean[] transitions = new boolean[n];
        @Nullable String[] plans = new @Nullable String[n];
        @Nullable String[] commands = new @Nullable String[n];
        @Nullable String[] verdicts = new @Nullable String[n];
        @Nullable String[] faults = new @Nullable String[n];
        for (int i = 0; i < n; i++) {
            var report = rows.get(i).report();
            messages[i] = rows.get(i).message();
            modes[i] = report.mode().name();
            stages[i] = report.stage().map(Object::toString).orElse(null);
            transitions[i] = report.inTransition();
            plans[i] = report.plan().map(Object::toString).orElse(null);
            commands[i] = report.lastCommand().orElse(null);
            verdicts[i] = report.verdict().map(Enum::name).orElse(null);
            faults[i] = report.fault().orElse(null);
        }
        columns.add("int8", messages);
        columns.add("text", modes);
        columns.add("text", stages);
        columns.add("bool", transitions);
        columns.add("text", plans);
        columns.add("text", commands);
        columns.add("text", verdicts);
        columns.add("text", faults);
    }

    private static void bindHealth(Columns columns, List<HistoryRow.Health> rows) throws SQLException {
        int n = rows.size();
        long[] messages = new long[n];
        boolean[] healthy = new boolean[n];
        @Nullable String[] faults = new @Nullable String[n];
        @Nullable String[] firmwares = new @Nullable String[n];
        for (int i = 0; i < n; i++) {
            var report = rows.get(i).report();
            messages[i] = rows.get(i).message();
            healthy[i] = report.healthy();
            faults[i] = report.fault().orElse(null);
            firmwares[i] = report.firmware().orElse(null);
        }
        columns.add("int8", messages);
        columns.add("bool", healthy);
        columns.add("text", faults);
        columns.add("text", firmwares);
    }
}
