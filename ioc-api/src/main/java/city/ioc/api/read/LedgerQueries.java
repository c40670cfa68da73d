package city.ioc.api.read;

import city.ioc.api.http.Answer;
import city.ioc.api.http.Call;
import city.ioc.api.http.Cursor;
import city.ioc.api.http.Operation;
import city.ioc.api.http.Page;
import city.ioc.api.street.CityView;
import city.ioc.api.street.StreetOperations;
import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.live.LiveDecision;
import city.ioc.contracts.street.Intersection;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.vertx.core.Future;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The ledger of decisions and the overrides of an intersection. */
public final class LedgerQueries {
    private final Database database;
    private final CityView city;
    private final InstantSource clock;

    private record Decision(LiveDecision decision, String id) {}

    private record Override(
            String id,
            String kind,
            Optional<String> target,
            String user,
            String reason,
            Instant from,
            Instant expiresAt,
            Optional<Instant> endedAt,
            Optional<String> endedBy,
            boolean active) {}

    public LedgerQueries(Database database, CityView city, InstantSource clock) {
        this.database = database;
        this.city = city;
        this.clock = clock;
    }

    public Map<String, Operation> operations() {
        return Map.of("listDecisions", this::decisions, "listOverrides", this::overrides);
    }

    private Future<Answer> decisions(Call call) {
        Intersection intersection = StreetOperations.intersection(city, call);
        int limit = call.integer("limit", 100);
        Sql sql = Sql.of(
                        "select * from decision where intersection = ?",
                        intersection.id().value())
                .addIf(call.instant("from"), "and time >= ?")
                .addIf(call.instant("to"), "and time < ?")
                .addIf(call.query("strategy"), "and strategy = ?")
                .addIf(call.query("outcome"), "and split_part(outcome, '_BY_', 1) = ?");
        List<String> reasons = call.list("reason");
        if (!reasons.isEmpty()) sql.add("and reason = any(?)", (Object) reasons.toArray(String[]::new));
        call.query("shadow").flatMap(LedgerQueries::shadows).ifPresent(piece -> sql.add(piece));
        Cursor.of(call, 2)
                .ifPresent(after -> sql.add(
                        "and (time, id) < (?, ?)", after.instant(0), after.key().get(1)));
        sql.add("order by time desc, id desc limit ?", limit + 1);
        return database.call(connection -> {
            List<Decision> rows = sql.list(connection, LedgerQueries::decision);
            return Answer.ok(
                    Page.of(rows, limit, last -> Cursor.of(last.decision().at(), last.id()))
                            .map(Decision::decision));
        });
    }

    private static Optional<String> shadows(String which) {
        return switch (which) {
            case "WITHOUT" -> Optional.of("and outcome <> 'SHADOW'");
            case "ONLY" -> Optional.of("and outcome = 'SHADOW'");
            case "DIFFERENCES" -> Optional.of("and outcome = 'SHADOW' and values ->> 'commanded' is not null");
            default -> Optional.empty();
        };
    }

    private static Decision decision(ResultSet row) throws SQLException {
        String id = row.getString("id");
        String outcome = row.getString("outcome");
        return new Decision(
                new LiveDecision(
                        new IntersectionId(row.getString("intersection")),
                        Sql.instant(row, "time"),
                        row.getString("strategy"),
                        row.getString("action"),
                        Sql.findText(row, "stage"),
                        row.getString("reason"),
                        outcome,
                        Optional.of(id),
                        Sql.words(row, "values"),
                        candidates(row)),
                id);
    }

    private static List<LiveDecision.Candidate> candidates(ResultSet row) throws SQLException {
        Optional<String> text = Sql.findText(row, "candidates");
        if (text.isEmpty()) return List.of();
        try {
            return CityJson.mapper().readValue(text.get(), new TypeReference<List<LiveDecision.Candidate>>() {});
        } catch (JsonProcessingException e) {
            throw new SQLException("column candidates is no list of candidates", e);
        }
    }

    private Future<Answer> overrides(Call call) {
        Intersection intersection = StreetOperations.intersection(city, call);
        int limit = call.integer("limit", 100);
        Instant now = clock.instant();
        Sql sql = Sql.of(
                "select * from signal_override where intersection = ?",
                intersection.id().value());
        Cursor.of(call, 2)
                .ifPresent(after -> sql.add(
                        "and (from_time, id) < (?, ?)",
                        after.instant(0),
                        after.key().get(1)));
        sql.add("order by from_time desc, id desc limit ?", limit + 1);
        return database.call(connection -> Answer.ok(Page.of(
                sql.list(connection, row -> override(row, now)), limit, last -> Cursor.of(last.from(), last.id()))));
    }

    private static Override override(ResultSet row, Instant now) throws SQLException {
        Instant expiresAt = Sql.instant(row, "expires_at");
        Optional<Instant> endedAt = Sql.findInstant(row, "ended_at");
        return new Override(
                row.getString("id"),
                row.getString("kind"),
                Sql.findText(row, "target"),
                row.getString("actor"),
                row.getString("reason"),
                Sql.instant(row, "from_time"),
                expiresAt,
                endedAt,
                Sql.findText(row, "ended_by"),
                endedAt.isEmpty() && expiresAt.isAfter(now));
    }
}
