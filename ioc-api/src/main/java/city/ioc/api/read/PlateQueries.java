package city.ioc.api.read;

import city.ioc.api.auth.AuditLog;
import city.ioc.api.http.Answer;
import city.ioc.api.http.Call;
import city.ioc.api.http.Cursor;
import city.ioc.api.http.Operation;
import city.ioc.api.http.Page;
import city.ioc.api.http.Problem;
import city.ioc.api.http.Problem.Type;
import city.ioc.api.http.TimeRange;
import city.ioc.api.street.CityView;
import city.ioc.api.street.StreetOperations;
import city.ioc.contracts.field.PlateText;
import city.ioc.contracts.street.Device;
import io.vertx.core.Future;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Number plates that a camera has read, masked: nobody is told whose they are, and who asked is recorded. */
public final class PlateQueries {
    private static final Duration USUAL_RANGE = Duration.ofHours(1);

    private final Database database;
    private final CityView city;
    private final AuditLog audit;
    private final InstantSource clock;

    private record Sighting(
            Instant at,
            String plate,
            String layout,
            double confidence,
            boolean autoAccept,
            int reads,
            int alternatives,
            Optional<String> vehicle,
            Optional<String> approach,
            String motion) {}

    private record Keyed(Sighting sighting, long message, int index) {}

    public PlateQueries(Database database, CityView city, AuditLog audit, InstantSource clock) {
        this.database = database;
        this.city = city;
        this.audit = audit;
        this.clock = clock;
    }

    public Map<String, Operation> operations() {
        return Map.of("listPlateSightings", this::list);
    }

    private Future<Answer> list(Call call) {
        Device device = StreetOperations.device(city, call);
        if (device.kind() != Device.Kind.CAMERA)
            throw Problem.of(Type.NOT_FOUND, device.id() + " is no camera; only cameras read number plates")
                    .asException();
        TimeRange range = TimeRange.of(call, clock, USUAL_RANGE);
        int limit = call.integer("limit", 100);
        boolean newestFirst = call.query("order").orElse("desc").equals("desc");
        String direction = newestFirst ? " desc" : "";
        Optional<Cursor> cursor = Cursor.of(call, 3);
        return database.call(connection -> {
                    Sql sql = Sql.of(
                            "select time, message, idx, vehicle, plate, layout, confidence, auto_accept, reads,"
                                    + " (select count(*) from jsonb_object_keys(alternatives)) as others, approach, motion"
                                    + " from plate_sighting where device = (select id from device where code = ?)"
                                    + " and time >= ? and time < ?",
                            device.id().value(),
                            range.from(),
                            range.to());
                    cursor.ifPresent(after -> sql.add(
                            "and (time, message, idx) " + (newestFirst ? "<" : ">") + " (?, ?, ?)",
                            after.instant(0),
                            after.number(1),
                            (int) after.number(2)));
                    return sql.add(
                                    "order by time" + direction + ", message" + direction + ", idx" + direction
                                            + " limit ?",
                                    limit + 1)
                            .list(connection, PlateQueries::keyed);
                })
                .map(rows -> answer(call, device, range.from(), range.to(), rows, limit));
    }

    private Answer answer(Call call, Device device, Instant from, Instant to, List<Keyed> rows, int limit) {
        audit.record(
                call.principal().name(),
                "LIST_PLATES",
                device.id().value(),
                "masked",
                Map.of(
                        "from", from.toString(),
                        "to", to.toString(),
                        "rows", String.valueOf(Math.min(limit, rows.size()))));
        return Answer.ok(Page.of(rows, limit, last -> Cursor.of(last.sighting().at(), last.message(), last.index()))
                .map(Keyed::sighting));
    }

    private static Keyed keyed(ResultSet row) throws SQLException {
        Sighting sighting = new Sighting(
                Sql.instant(row, "time"),
                new PlateText(row.getString("plate")).masked(),
                row.getString("layout"),
                Sql.findReal(row, "confidence").orElse(0.0),
                row.getBoolean("auto_accept"),
                row.getInt("reads"),
                row.getInt("others"),
                Sql.findText(row, "vehicle"),
                Sql.findText(row, "approach"),
                row.getString("motion"));
        return new Keyed(sighting, row.getLong("message"), row.getInt("idx"));
    }
}
