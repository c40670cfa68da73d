package city.ioc.api.read;

import city.ioc.api.http.Answer;
import city.ioc.api.http.Call;
import city.ioc.api.http.Cursor;
import city.ioc.api.http.Operation;
import city.ioc.api.http.Page;
import city.ioc.api.http.Problem;
import city.ioc.api.http.Problem.Type;
import city.ioc.contracts.live.LiveAlarm;
import city.ioc.contracts.live.LiveIncident;
import city.ioc.contracts.live.Severity;
import io.vertx.core.Future;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Alarms with their history, and incidents. */
public final class AlarmQueries {
    private final Database database;

    private record HistoryLine(Instant at, String event, String actor, Optional<String> note) {}

    private record AlarmWithHistory(LiveAlarm alarm, List<HistoryLine> history) {}

    public AlarmQueries(Database database) {
        this.database = database;
    }

    public Map<String, Operation> operations() {
        return Map.of("listAlarms", this::alarms, "getAlarm", this::alarm, "listIncidents", this::incidents);
    }

    /** The site of an alarm, by which the core finds it. */
    public Future<Optional<String>> findSite(String alarm) {
        return database.call(connection ->
                Sql.of("select site from alarm where id = ?", alarm).find(connection, row -> row.getString(1)));
    }

    private Future<Answer> alarms(Call call) {
        int limit = call.integer("limit", 100);
        Sql sql = Sql.of("select * from alarm where "
                        + switch (call.query("state").orElse("live")) {
                            case "active" -> "active";
                            case "cleared" -> "not active";
                            case "all" -> "true";
                            default -> "(active or not acknowledged)";
                        })
                .addIf(call.query("severity"), "and severity = ?")
                .addIf(call.query("site"), "and site = ?")
                .addIf(call.query("kind"), "and kind = ?")
                .addIf(call.query("assignee"), "and assignee = ?");
        Cursor.of(call, 2)
                .ifPresent(after -> sql.add(
                        "and (raised_at, id) < (?, ?)",
                        after.instant(0),
                        after.key().get(1)));
        sql.add("order by raised_at desc, id desc limit ?", limit + 1);
        return database.call(connection -> Answer.ok(Page.of(
                sql.list(connection, AlarmQueries::readAlarm), limit, last -> Cursor.of(last.raisedAt(), last.id()))));
    }

    private Future<Answer> alarm(Call call) {
        String id = call.path("id");
        return database.call(connection -> {
            LiveAlarm alarm = Sql.of("select * from alarm where id = ?", id)
                    .find(connection, AlarmQueries::readAlarm)
                    .orElseThrow(() -> Problem.of(Type.NOT_FOUND, "There is no alarm " + id)
                            .asException());
            List<HistoryLine> history = Sql.of(
                            "select at, event, actor, note from alarm_history where alarm = ? order by at", id)
                    .list(
                            connection,
                            row -> new HistoryLine(
                                    Sql.instant(row, "at"),
                                    row.getString("event"),
                                    row.getString("actor"),
                                    Sql.findText(row, "note")));
            return Answer.ok(new AlarmWithHistory(alarm, history));
        });
    }

    private static LiveAlarm readAlarm(ResultSet row) throws SQLException {
        return new LiveAlarm(
                row.getString("id"),
                row.getString("kind"),
                Severity.valueOf(row.getString("severity")),
                row.getString("site"),
                row.getString("subject"),
                Sql.words(row, "values"),
                row.getBoolean("active"),
                row.getBoolean("acknowledged"),
                Sql.instant(row, "raised_at"),
                Sql.findInstant(row, "cleared_at"),
                Sql.findInstant(row, "acknowledged_at"),
                Sql.findText(row, "acknowledged_by"),
                Sql.findText(row, "assignee"),
                Sql.findText(row, "note"),
                row.getInt("occurrences"));
    }

    private Future<Answer> incidents(Call call) {
        int limit = call.integer("limit", 100);
        Sql sql = Sql.of("select * from incident where true")
                .addIf(call.instant("from"), "and started_at >= ?")
                .addIf(call.instant("to"), "and started_at < ?")
                .addIf(call.query("site"), "and site = ?");
        call.query("open")
                .ifPresent(open ->
                        sql.add(Boolean.parseBoolean(open) ? "and ended_at is null" : "and ended_at is not null"));
        Cursor.of(call, 2)
                .ifPresent(after -> sql.add(
                        "and (started_at, id) < (?, ?)",
                        after.instant(0),
                        after.key().get(1)));
        sql.add("order by started_at desc, id desc limit ?", limit + 1);
        return database.call(connection -> Answer.ok(Page.of(
                sql.list(connection, AlarmQueries::readIncident),
                limit,
                last -> Cursor.of(last.startedAt(), last.id()))));
    }

    private static LiveIncident readIncident(ResultSet row) throws SQLException {
        return new LiveIncident(
                row.getString("id"),
                row.getString("kind"),
                row.getString("site"),
                Sql.findText(row, "approach"),
                Sql.words(row, "values"),
                Sql.instant(row, "started_at"),
                Sql.findInstant(row, "ended_at"));
    }
}
