package city.ioc.api.trace;

import city.ioc.api.auth.AuditLog;
import city.ioc.api.http.Answer;
import city.ioc.api.http.Call;
import city.ioc.api.http.Operation;
import city.ioc.api.http.TimeRange;
import city.ioc.api.read.Database;
import city.ioc.api.read.Sql;
import city.ioc.api.street.CityView;
import city.ioc.contracts.field.PlatePattern;
import city.ioc.contracts.field.PlateText;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.GeoPoint;
import io.vertx.core.Future;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Searches for plates, and the sightings of one. Whoever asks states why; that is written down in the transaction that reads, and where it
 * cannot be written nothing is shown. Plates are asked for in bodies, since addresses end in logs.
 */
public final class TraceOperations {
    private static final int MOST_PLATES = 50;
    private static final int MOST_SIGHTINGS = 1_000;

    private final Database database;
    private final CityView city;
    private final AuditLog audit;
    private final InstantSource clock;
    private final Journeys journeys;

    private record Search(
            String pattern,
            Optional<Boolean> lookAlikes,
            Optional<String> from,
            Optional<String> to,
            String purpose,
            String reference) {}

    private record Trace(String plate, Optional<String> from, Optional<String> to, String purpose, String reference) {}

    private record Sighting(
            Instant at,
            String camera,
            Optional<String> site,
            Optional<GeoPoint> place,
            Optional<String> approach,
            String motion,
            Optional<String> vehicle,
            double confidence,
            boolean autoAccept,
            int reads) {}

    private record Sightings(String plate, List<Sighting> items, boolean more) {}

    public TraceOperations(Database database, CityView city, AuditLog audit, InstantSource clock) {
        this.database = database;
        this.city = city;
        this.audit = audit;
        this.clock = clock;
        this.journeys = new Journeys(database, city, clock);
    }

    public Map<String, Operation> operations() {
        return Map.of("searchPlates", this::search, "traceVehicle", this::trace, "getJourneys", journeys::get);
    }

    private Future<Answer> search(Call call) {
        Search search = call.body(Search.class);
        Purpose why = Purpose.of(search.purpose(), search.reference());
        PlatePattern pattern = pattern("/pattern", search.pattern());
        TimeRange range = range(search.from(), search.to());
        return database.transaction(connection -> {
                    PlateSearch.Result result = PlateSearch.search(
                            connection,
                            pattern,
                            search.lookAlikes().orElse(true),
                            range.from(),
                            range.to(),
                            MOST_PLATES);
                    audit.record(
                            connection,
                            call.principal().name(),
                            "SEARCH_PLATES",
                            null,
                            "revealed",
                            why.with(detail(pattern, range, result.items().size())));
                    return result;
                })
                .map(Answer::ok);
    }

    private Future<Answer> trace(Call call) {
        Trace trace = call.body(Trace.class);
        Purpose why = Purpose.of(trace.purpose(), trace.reference());
        PlatePattern pattern = pattern("/plate", trace.plate());
        if (!pattern.isWhole()) throw Call.invalid("/plate", "must be a whole plate; with wildcards search first");
        PlateText plate = new PlateText(pattern.value());
        TimeRange range = range(trace.from(), trace.to());
        return database.transaction(connection -> {
                    List<Sighting> rows = Sql.of(
                                    "select s.time, d.code, s.approach, s.motion, s.vehicle, s.confidence, s.auto_accept, s.reads"
                                            + " from plate_sighting s join device d on d.id = s.device"
                                            + " where s.plate = ? and s.time >= ? and s.time < ?"
                                            + " order by s.time desc limit ?",
                                    plate.value(),
                                    range.from(),
                                    range.to(),
                                    MOST_SIGHTINGS + 1)
                            .list(connection, TraceOperations::sighting);
                    List<Sighting> shown = rows.subList(0, Math.min(MOST_SIGHTINGS, rows.size()));
                    audit.record(
                            connection,
                            call.principal().name(),
                            "TRACE_VEHICLE",
                            null,
                            "revealed",
                            why.with(detail(pattern, range, shown.size())));
                    return new Sightings(plate.value(), shown, rows.size() > MOST_SIGHTINGS);
                })
                .map(found -> Answer.ok(new Sightings(
                        found.plate(), found.items().stream().map(this::placed).toList(), found.more())));
    }

    static PlatePattern pattern(String pointer, String text) {
        try {
            return PlatePattern.of(text);
        } catch (IllegalArgumentException e) {
            throw Call.invalid(pointer, String.valueOf(e.getMessage()));
        }
    }

    /** Everything that is kept where nothing else is said. */
    private TimeRange range(Optional<String> from, Optional<String> to) {
        return new TimeRange(
                from.map(text -> Call.parseInstant("/from", text)).orElse(Instant.EPOCH),
                to.map(text -> Call.parseInstant("/to", text)).orElseGet(clock::instant));
    }

    private static Map<String, String> detail(PlatePattern pattern, TimeRange range, int rows) {
        return Map.of(
                AuditLog.PATTERN,
                pattern.value(),
                "from",
                range.from().toString(),
                "to",
                range.to().toString(),
                "rows",
                String.valueOf(rows));
    }

    private static Sighting sighting(ResultSet row) throws SQLException {
        return new Sighting(
                Sql.instant(row, "time"),
                row.getString("code"),
                Optional.empty(),
                Optional.empty(),
                Sql.findText(row, "approach"),
                row.getString("motion"),
                Sql.findText(row, "vehicle"),
                Sql.findReal(row, "confidence").orElse(0.0),
                row.getBoolean("auto_accept"),
                row.getInt("reads"));
    }

    /** With where the camera stands, if it still does. */
    private Sighting placed(Sighting seen) {
        Optional<Device> camera = city.findDevice(seen.camera());
        return new Sighting(
                seen.at(),
                seen.camera(),
                camera.map(each -> each.site().value()),
                camera.map(Device::at),
                seen.approach(),
                seen.motion(),
                seen.vehicle(),
                seen.confidence(),
                seen.autoAccept(),
                seen.reads());
    }
}
