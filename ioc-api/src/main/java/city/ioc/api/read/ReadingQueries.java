package city.ioc.api.read;

import city.ioc.api.http.Answer;
import city.ioc.api.http.Call;
import city.ioc.api.http.Cursor;
import city.ioc.api.http.Operation;
import city.ioc.api.http.Page;
import city.ioc.api.http.TimeRange;
import city.ioc.api.street.CityView;
import city.ioc.api.street.StreetOperations;
import city.ioc.contracts.field.ClassCounts;
import city.ioc.contracts.field.MessageId;
import city.ioc.contracts.street.Device;
import io.vertx.core.Future;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a device reported, as it reported it. */
public final class ReadingQueries {
    /** The number of a device that has never sent anything. */
    private static final int NOBODY = -1;

    private static final Duration USUAL_RANGE = Duration.ofHours(1);

    private final Database database;
    private final CityView city;
    private final InstantSource clock;

    /** Which table a kind of device fills, and how its rows read. */
    private enum Source {
        DETECTOR("detector_reading", true),
        ENVIRONMENT("environment_reading", true),
        CONTROLLER("controller_report", false),
        REPORT("device_report", false);

        private final String table;
        private final boolean several;

        Source(String table, boolean several) {
            this.table = table;
            this.several = several;
        }

        /** Readings of detectors may be packed; the other tables are as they are. */
        Sql readings(int device, Instant from, Instant to) {
            return this == DETECTOR
                    ? Sql.of("select * from detector_readings(?, ?, ?) where true", from, to, new Integer[] {device})
                    : Sql.of(
                            "select * from " + table + " where device = ? and time >= ? and time < ?",
                            device,
                            from,
                            to);
        }

        /** A camera counts, and says how its picture is. */
        static List<Source> of(Device.Kind kind) {
            return switch (kind) {
                case CONTROLLER -> List.of(CONTROLLER);
                case STOP_LINE_DETECTOR, ADVANCE_DETECTOR, PEDESTRIAN_BUTTON, RADAR -> List.of(DETECTOR);
                case AIR_QUALITY, RAIN_GAUGE, WATER_LEVEL -> List.of(ENVIRONMENT);
                case CAMERA -> List.of(DETECTOR, REPORT);
            };
        }
    }

    private record Reading(
            Instant at,
            Source type,
            long session,
            long seq,
            Optional<Double> intervalS,
            Optional<Integer> vehicles,
            Optional<Double> occupancy,
            Optional<Double> meanSpeedKmh,
            Optional<Double> queueM,
            Optional<ClassCounts> byClass,
            Optional<String> metric,
            Optional<Double> value,
            Optional<String> mode,
            Optional<String> stage,
            Optional<Boolean> inTransition,
            Optional<String> plan,
            Optional<String> lastCommand,
            Optional<String> verdict,
            Optional<Boolean> healthy,
            Optional<String> fault,
            Optional<String> firmware) {}

    private record Keyed(Reading reading, long message, int index) {}

    /** A message has either readings or a report, so that no two rows are alike. */
    private static final Comparator<Keyed> BY_TIME = Comparator.comparing(
                    (Keyed each) -> each.reading().at())
            .thenComparing(Keyed::message)
            .thenComparing(Keyed::index);

    public ReadingQueries(Database database, CityView city, InstantSource clock) {
        this.database = database;
        this.city = city;
        this.clock = clock;
    }

    public Map<String, Operation> operations() {
        return Map.of("listReadings", this::list);
    }

    private Future<Answer> list(Call call) {
        Device device = StreetOperations.device(city, call);
        List<Source> sources = Source.of(device.kind());
        TimeRange range = TimeRange.of(call, clock, USUAL_RANGE);
        int limit = call.integer("limit", 500);
        boolean newestFirst = call.query("order").orElse("asc").equals("desc");
        Optional<Cursor> cursor = Cursor.of(call, 3);
        Comparator<Keyed> order = newestFirst ? BY_TIME.reversed() : BY_TIME;
        return database.call(connection -> {
            List<Keyed> rows = new ArrayList<>();
            int number = Sql.of(
                            "select id from device where code = ?", device.id().value())
                    .find(connection, row -> row.getInt("id"))
                    .orElse(NOBODY);
            for (Source source : sources) {
                String direction = newestFirst ? " desc" : "";
                String index = source.several ? "idx" : "0";
                Sql sql = source.readings(number, range.from(), range.to());
                cursor.ifPresent(after -> sql.add(
                        "and (time, message, " + index + ") " + (newestFirst ? "<" : ">") + " (?, ?, ?)",
                        after.instant(0),
                        after.number(1),
                        (int) after.number(2)));
                rows.addAll(sql.add(
                                "order by time" + direction + ", message" + direction
                                        + (source.several ? ", idx" + direction : "") + " limit ?",
                                limit + 1)
                        .list(connection, row -> keyed(source, row)));
            }
            List<Keyed> inOrder = rows.stream().sorted(order).limit(limit + 1L).toList();
            return Answer.ok(
                    Page.of(inOrder, limit, last -> Cursor.of(last.reading().at(), last.message(), last.index()))
                            .map(Keyed::reading));
        });
    }

    private static Keyed keyed(Source source, ResultSet row) throws SQLException {
        boolean detector = source == Source.DETECTOR;
        boolean environment = source == Source.ENVIRONMENT;
        boolean controller = source == Source.CONTROLLER;
        boolean report = source == Source.REPORT;
        long message = row.getLong("message");
        MessageId id = MessageId.fromLong(message);
        Reading reading = new Reading(
                Sql.instant(row, "time"),
                source,
                id.session(),
                id.seq(),
                detector ? Optional.of(row.getInt("interval_ms") / 1000.0) : Optional.empty(),
                detector ? Optional.of(row.getInt("vehicles")) : Optional.empty(),
                detector ? Sql.findReal(row, "occupancy") : Optional.empty(),
                detector ? Sql.findReal(row, "mean_speed_kmh") : Optional.empty(),
                detector ? Sql.findReal(row, "queue_m") : Optional.empty(),
                detector ? classes(row) : Optional.empty(),
                environment ? Sql.findText(row, "metric") : Optional.empty(),
                environment ? Sql.findNumber(row, "value") : Optional.empty(),
                controller ? Sql.findText(row, "mode") : Optional.empty(),
                controller ? Sql.findText(row, "stage") : Optional.empty(),
                controller ? Optional.of(row.getBoolean("in_transition")) : Optional.empty(),
                controller ? Sql.findText(row, "plan") : Optional.empty(),
                controller ? Sql.findText(row, "last_command") : Optional.empty(),
                controller ? Sql.findText(row, "verdict") : Optional.empty(),
                report ? Optional.of(row.getBoolean("healthy")) : Optional.empty(),
                controller || report ? Sql.findText(row, "fault") : Optional.empty(),
                report ? Sql.findText(row, "firmware") : Optional.empty());
        return new Keyed(reading, message, source.several ? row.getInt("idx") : 0);
    }

    /** How many of each class, from the columns named after them; empty where they were not told apart. */
    static Optional<ClassCounts> classes(ResultSet row) throws SQLException {
        if (Sql.findInteger(row, "motorcycles").isEmpty()) return Optional.empty();
        return Optional.of(new ClassCounts(
                row.getInt("motorcycles"),
                row.getInt("bicycles"),
                row.getInt("cars"),
                row.getInt("vans"),
                row.getInt("buses"),
                row.getInt("trucks")));
    }
}
