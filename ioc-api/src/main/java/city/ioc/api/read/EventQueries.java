package city.ioc.api.read;

import city.ioc.api.http.Answer;
import city.ioc.api.http.Call;
import city.ioc.api.http.Cursor;
import city.ioc.api.http.Operation;
import city.ioc.api.http.Page;
import city.ioc.api.http.TimeRange;
import city.ioc.api.live.EventHistory;
import city.ioc.api.street.CityView;
import city.ioc.api.street.StreetOperations;
import city.ioc.contracts.field.MessageId;
import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.field.SignalEventCode;
import city.ioc.contracts.street.Intersection;
import io.vertx.core.Future;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The high-resolution event log of an intersection. */
public final class EventQueries implements EventHistory {
    private static final Duration USUAL_RANGE = Duration.ofHours(1);
    private static final int MOST_LIVE = 20_000;

    private final Database database;
    private final CityView city;
    private final InstantSource clock;

    private record Event(
            Instant at,
            int code,
            Optional<String> name,
            int parameter,
            String device,
            long session,
            long seq,
            int index) {}

    private record Keyed(Event event, long device, long message) {}

    private record Count(long count) {}

    public EventQueries(Database database, CityView city, InstantSource clock) {
        this.database = database;
        this.city = city;
        this.clock = clock;
    }

    public Map<String, Operation> operations() {
        return Map.of("listSignalEvents", this::list, "countSignalEvents", this::count);
    }

    /** Controllers of a site by their number. */
    static Map<Integer, String> devices(Connection connection, String site) throws SQLException {
        Map<Integer, String> codes = new java.util.HashMap<>();
        Sql.of("select id, code from device where site = ? and kind = 'CONTROLLER'", site)
                .list(connection, row -> codes.put(row.getInt(1), row.getString(2)));
        return codes;
    }

    private Future<Answer> list(Call call) {
        Intersection intersection = StreetOperations.intersection(city, call);
        TimeRange range = TimeRange.of(call, clock, USUAL_RANGE);
        int limit = call.integer("limit", 500);
        boolean newestFirst = call.query("order").orElse("asc").equals("desc");
        Optional<Integer[]> codes = Optional.of(
                        call.list("code").stream().map(Integer::valueOf).toArray(Integer[]::new))
                .filter(list -> list.length > 0);
        Optional<Cursor> cursor = Cursor.of(call, 4);
        return database.call(connection -> {
            Map<Integer, String> devices = devices(connection, intersection.id().value());
            Sql sql = Sql.of(
                            "select time, device, message, idx, code, parameter from signal_event where device = any(?)"
                                    + " and time >= ? and time < ?",
                            devices.keySet().toArray(Integer[]::new),
                            range.from(),
                            range.to())
                    .addIf(codes, "and code = any(?)");
            String direction = newestFirst ? " desc" : "";
            cursor.ifPresent(after -> sql.add(
                    "and (time, device, message, idx) " + (newestFirst ? "<" : ">") + " (?, ?, ?, ?)",
                    after.instant(0),
                    (int) after.number(1),
                    after.number(2),
                    (int) after.number(3)));
            List<Keyed> rows = sql.add(
                            "order by time" + direction + ", device" + direction + ", message" + direction + ", idx"
                                    + direction + " limit ?",
                            limit + 1)
                    .list(connection, row -> keyed(row, devices));
            return Answer.ok(Page.of(
                            rows,
                            limit,
                            last -> Cursor.of(
                                    last.event().at(),
                                    last.device(),
                                    last.message(),
                                    last.event().index()))
                    .map(Keyed::event));
        });
    }

    private static Keyed keyed(ResultSet row, Map<Integer, String> devices) throws SQLException {
        int device = row.getInt("device");
        long message = row.getLong("message");
        int code = row.getInt("code");
        return new Keyed(
                new Event(
                        Sql.instant(row, "time"),
                        code,
                        SignalEventCode.find(code).map(Enum::name),
                        row.getInt("parameter"),
                        devices.getOrDefault(device, ""),
                        MessageId.fromLong(message).session(),
                        MessageId.fromLong(message).seq(),
                        row.getInt("idx")),
                device,
                message);
    }

    private Future<Answer> count(Call call) {
        Intersection intersection = StreetOperations.intersection(city, call);
        return database.call(connection -> {
            Map<Integer, String> devices = devices(connection, intersection.id().value());
            return Answer.ok(new Count(Sql.of("select count(*) from signal_event where device = any(?)", (Object)
                            devices.keySet().toArray(Integer[]::new))
                    .addIf(call.instant("from"), "and time >= ?")
                    .addIf(call.instant("to"), "and time < ?")
                    .find(connection, row -> row.getLong(1))
                    .orElse(0L)));
        });
    }

    @Override
    public Future<List<SignalEvent>> since(String intersection, Instant from) {
        return database.call(connection -> Sql.of(
                        "select time, code, parameter from signal_event where device = any(?) and time >= ?"
                                + " order by time, device, message, idx limit ?",
                        devices(connection, intersection).keySet().toArray(Integer[]::new),
                        from,
                        MOST_LIVE)
                .list(
                        connection,
                        row -> new SignalEvent(Sql.instant(row, "time"), row.getInt("code"), row.getInt("parameter"))));
    }
}
