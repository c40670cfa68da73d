package city.ioc.api.trace;

import city.ioc.api.auth.AuditLog;
import city.ioc.api.http.Answer;
import city.ioc.api.http.Call;
import city.ioc.api.http.Operation;
import city.ioc.api.read.Database;
import city.ioc.api.read.Sql;
import city.ioc.contracts.field.PlatePattern;
import city.ioc.contracts.field.PlateText;
import io.vertx.core.Future;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is kept of one plate, and its erasure on a lawful request: how much of each kind, how much went, and what must stay and why. Counts
 * only, so that whoever handles requests sees nobody's ways. What a camera may have read instead on another vehicle is not of this one.
 */
public final class PersonalData {
    /** Sightings with which a case that waits or was accepted is made: law keeps them with it. */
    private static final String HELD = "exists (select 1 from violation_now v join device d on d.code = v.camera"
            + " where d.id = s.device and v.track = s.track and s.time between v.at - interval '60 s' and v.at + interval '60 s'"
            + " and v.state in ('WAITING', 'ACCEPTED'))";

    private final Database database;
    private final AuditLog audit;

    private enum Kind {
        SIGHTINGS,
        /** Plates kept with a case beyond the time of its sightings. */
        CASES,
        HOTLIST,
        AUDIT
    }

    private enum Reason {
        /** A case waits for a decision or was accepted. */
        CASE,
        /** An authority had the vehicle looked for: what it ordered, and when, stays. */
        AUTHORITY,
        /** Who looked and why is what protects everybody. */
        AUDIT
    }

    private record Request(String plate, String purpose, String reference) {}

    private record Held(Kind kind, int found, int erased, int kept, Optional<Reason> reason) {}

    private record Report(List<Held> items) {}

    public PersonalData(Database database, AuditLog audit) {
        this.database = database;
        this.audit = audit;
    }

    public Map<String, Operation> operations() {
        return Map.of(
                "reportPersonalData", call -> answer(call, false), "erasePersonalData", call -> answer(call, true));
    }

    private Future<Answer> answer(Call call, boolean erase) {
        Request request = call.body(Request.class);
        Purpose why = Purpose.of(request.purpose(), request.reference());
        PlatePattern pattern = TraceOperations.pattern("/plate", request.plate());
        if (!pattern.isWhole()) throw Call.invalid("/plate", "must be a whole plate");
        String plate = new PlateText(pattern.value()).value();
        return database.transaction(connection -> {
                    Held sightings = sightings(connection, plate, erase);
                    Report report = new Report(List.of(
                            sightings,
                            staying(connection, Kind.CASES, Reason.CASE, "violation_plate where plate = ?", plate),
                            staying(
                                    connection,
                                    Kind.HOTLIST,
                                    Reason.AUTHORITY,
                                    "hotlist_entry where pattern = ?",
                                    plate),
                            staying(
                                    connection,
                                    Kind.AUDIT,
                                    Reason.AUDIT,
                                    "audit_log where detail ->> 'pattern' = ?",
                                    plate)));
                    audit.record(
                            connection,
                            call.principal().name(),
                            erase ? "ERASE_PERSONAL_DATA" : "REPORT_PERSONAL_DATA",
                            null,
                            "accepted",
                            why.with(Map.of(
                                    AuditLog.PATTERN,
                                    plate,
                                    "erased",
                                    String.valueOf(sightings.erased()),
                                    "kept",
                                    String.valueOf(sightings.kept()))));
                    return report;
                })
                .map(Answer::ok);
    }

    private static Held sightings(Connection connection, String plate, boolean erase) throws SQLException {
        int found = count(connection, "plate_sighting where plate = ?", plate);
        int held = count(connection, "plate_sighting s where plate = ? and " + HELD, plate);
        int erased = erase
                ? Sql.of("delete from plate_sighting s where plate = ? and not " + HELD, plate)
                        .update(connection)
                : 0;
        if (erase)
            Sql.of(
                            "delete from plate_known k where plate = ?"
                                    + " and not exists (select 1 from plate_sighting s where s.plate = k.plate)",
                            plate)
                    .update(connection);
        return new Held(
                Kind.SIGHTINGS, found, erased, found - erased, held > 0 ? Optional.of(Reason.CASE) : Optional.empty());
    }

    private static Held staying(Connection connection, Kind kind, Reason reason, String rows, String plate)
            throws SQLException {
        int found = count(connection, rows, plate);
        return new Held(kind, found, 0, found, found > 0 ? Optional.of(reason) : Optional.empty());
    }

    private static int count(Connection connection, String rows, String plate) throws SQLException {
        return Sql.of("select count(*) from " + rows, plate)
                .find(connection, row -> row.getInt(1))
                .orElseThrow();
    }
}
