package city.ioc.api.trace;

import city.ioc.api.auth.AuditLog;
import city.ioc.api.http.Answer;
import city.ioc.api.http.Call;
import city.ioc.api.http.Operation;
import city.ioc.api.http.Problem;
import city.ioc.api.http.Problem.Type;
import city.ioc.api.http.ProblemException;
import city.ioc.api.read.Database;
import city.ioc.api.read.Sql;
import city.ioc.contracts.field.PlatePattern;
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
import java.util.TreeMap;
import java.util.UUID;

/**
 * The vehicles that are looked for: entered with purpose, authority and an end, seen by who may, and taken off by a row more. Each of
 * that is recorded in its own transaction. The core reads the list by itself.
 */
public final class HotlistOperations {
    /** Who is looked for longer is entered anew, by somebody who states why. */
    private static final Duration LONGEST = Duration.ofDays(90);

    private static final int MOST = 500;
    private static final int LEAST_REASON = 3;
    private static final String SELECT =
            "select e.*, r.at as removed_at, r.actor as removed_by, r.reason as removed_for"
                    + " from hotlist_entry e left join hotlist_removal r on r.entry = e.id where ";

    private final Database database;
    private final AuditLog audit;
    private final InstantSource clock;

    private enum State {
        ACTIVE,
        EXPIRED,
        REMOVED
    }

    private record NewEntry(
            String pattern, Optional<Boolean> lookAlikes, String purpose, String reference, String expiresAt) {}

    private record Removed(Instant at, String by, String reason) {}

    private record Entry(
            UUID id,
            String pattern,
            boolean lookAlikes,
            String purpose,
            String reference,
            String enteredBy,
            Instant enteredAt,
            Instant expiresAt,
            State state,
            Optional<Removed> removed) {}

    private record Entries(List<Entry> items) {}

    private record Removal(String reason) {}

    public HotlistOperations(Database database, AuditLog audit, InstantSource clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    public Map<String, Operation> operations() {
        return Map.of("listHotlist", this::list, "enterHotlistEntry", this::enter, "removeHotlistEntry", this::remove);
    }

    private Future<Answer> list(Call call) {
        boolean all = call.query("state").orElse("ACTIVE").equals("ALL");
        Instant now = clock.instant();
        return database.transaction(connection -> {
                    Sql sql = Sql.of(SELECT + "true");
                    if (!all) sql.add("and e.expires_at > ? and r.entry is null", now);
                    List<Entry> entries = sql.add("order by e.entered_at desc, e.id limit ?", MOST)
                            .list(connection, row -> entry(row, now));
                    audit.record(
                            connection,
                            call.principal().name(),
                            "LIST_HOTLIST",
                            null,
                            "revealed",
                            Map.of("rows", String.valueOf(entries.size())));
                    return new Entries(entries);
                })
                .map(Answer::ok);
    }

    private Future<Answer> enter(Call call) {
        NewEntry order = call.body(NewEntry.class);
        Purpose why = Purpose.of(order.purpose(), order.reference());
        PlatePattern pattern = TraceOperations.pattern("/pattern", order.pattern());
        Instant now = clock.instant();
        Instant expiresAt = Call.parseInstant("/expiresAt", order.expiresAt());
        if (!expiresAt.isAfter(now)) throw Call.invalid("/expiresAt", "must be ahead; now is " + now);
        if (expiresAt.isAfter(now.plus(LONGEST)))
            throw Call.invalid("/expiresAt", "must be at most " + LONGEST.toDays() + " days ahead; enter it anew then");
        UUID id = UUID.randomUUID();
        String user = call.principal().name();
        return database.transaction(connection -> {
                    Sql.of(
                                    "insert into hotlist_entry (id, pattern, look_alikes, purpose, reference, entered_by, entered_at,"
                                            + " expires_at) values (?, ?, ?, ?, ?, ?, ?, ?)",
                                    id,
                                    pattern.value(),
                                    order.lookAlikes().orElse(true),
                                    why.purpose(),
                                    why.reference(),
                                    user,
                                    now,
                                    expiresAt)
                            .update(connection);
                    audit.record(
                            connection,
                            user,
                            "ENTER_HOTLIST",
                            id.toString(),
                            "accepted",
                            why.with(Map.of(AuditLog.PATTERN, pattern.value(), "expiresAt", expiresAt.toString())));
                    return find(connection, id, now);
                })
                .map(entry -> Answer.json(201, entry));
    }

    private Future<Answer> remove(Call call) {
        UUID id = id(call.path("entry"));
        String reason = call.body(Removal.class).reason().strip();
        if (reason.length() < LEAST_REASON) throw Call.invalid("/reason", "must say why");
        Instant now = clock.instant();
        String user = call.principal().name();
        return database.transaction(connection -> {
                    Entry entry = find(connection, id, now);
                    int removed = Sql.of(
                                    "insert into hotlist_removal (entry, at, actor, reason) values (?, ?, ?, ?)"
                                            + " on conflict do nothing",
                                    id,
                                    now,
                                    user,
                                    reason)
                            .update(connection);
                    if (removed == 0)
                        throw Problem.of(Type.REFUSED, "It was taken off before")
                                .withRule("REMOVED")
                                .asException();
                    audit.record(
                            connection,
                            user,
                            "REMOVE_HOTLIST",
                            id.toString(),
                            "accepted",
                            new TreeMap<>(Map.of(AuditLog.PATTERN, entry.pattern(), "reason", reason)));
                    return find(connection, id, now);
                })
                .map(Answer::ok);
    }

    private static Entry find(Connection connection, UUID id, Instant now) throws SQLException {
        return Sql.of(SELECT + "e.id = ?", id)
                .find(connection, row -> entry(row, now))
                .orElseThrow(() -> unknown(id.toString()));
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw unknown(text);
        }
    }

    private static ProblemException unknown(String id) {
        return Problem.of(Type.NOT_FOUND, "The hotlist has no entry " + id).asException();
    }

    private static Entry entry(ResultSet row, Instant now) throws SQLException {
        Optional<Instant> removedAt = Sql.findInstant(row, "removed_at");
        Optional<Removed> removed = removedAt.isEmpty()
                ? Optional.empty()
                : Optional.of(new Removed(removedAt.get(), row.getString("removed_by"), row.getString("removed_for")));
        Instant expiresAt = Sql.instant(row, "expires_at");
        State running = now.isBefore(expiresAt) ? State.ACTIVE : State.EXPIRED;
        return new Entry(
                row.getObject("id", UUID.class),
                row.getString("pattern"),
                row.getBoolean("look_alikes"),
                row.getString("purpose"),
                row.getString("reference"),
                row.getString("entered_by"),
                Sql.instant(row, "entered_at"),
                expiresAt,
                removed.isPresent() ? State.REMOVED : running,
                removed);
    }
}
