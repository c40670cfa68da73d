package city.ioc.api.violation;

import city.ioc.api.auth.AuditLog;
import city.ioc.api.http.Answer;
import city.ioc.api.http.Call;
import city.ioc.api.http.Cursor;
import city.ioc.api.http.Operation;
import city.ioc.api.http.Page;
import city.ioc.api.http.Problem;
import city.ioc.api.http.Problem.Type;
import city.ioc.api.http.ProblemException;
import city.ioc.api.http.TimeRange;
import city.ioc.api.read.Database;
import city.ioc.api.read.Sql;
import city.ioc.contracts.evidence.EvidenceFolder;
import city.ioc.contracts.violation.ViolationRule;
import io.vertx.core.Future;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** The queue of cases, single cases and their counts. Who looks is recorded. */
public final class ViolationQueries {
    private static final Duration USUAL_SUMMARY = Duration.ofDays(30);

    private final Database database;
    private final CaseEvidence evidence;
    private final AuditLog audit;
    private final InstantSource clock;

    public ViolationQueries(Database database, EvidenceFolder folder, AuditLog audit, InstantSource clock) {
        this.database = database;
        this.evidence = new CaseEvidence(folder);
        this.audit = audit;
        this.clock = clock;
    }

    public Map<String, Operation> operations() {
        ViolationReview review = new ViolationReview(database, this, audit, clock);
        return Map.of(
                "listViolations", this::list,
                "getViolation", this::get,
                "summariseViolations", this::summary,
                "reviewViolation", review::review);
    }

    private Future<Answer> list(Call call) {
        int limit = call.integer("limit", 100);
        String state = call.query("state").orElse("WAITING");
        boolean newestFirst = call.query("order").orElse("desc").equals("desc");
        String direction = newestFirst ? " desc" : "";
        Sql sql = Sql.of(CaseRows.SELECT + "true")
                .addIf(statesOf(state), "and v.state = any(string_to_array(?, ','))")
                .addIf(call.query("rule"), "and v.rule = ?")
                .addIf(call.query("camera"), "and v.camera = ?")
                .addIf(call.query("site"), "and v.site = ?")
                .addIf(call.instant("from"), "and v.at >= ?")
                .addIf(call.instant("to"), "and v.at < ?");
        Cursor.of(call, 2)
                .ifPresent(after -> sql.add(
                        "and (v.at, v.id) " + (newestFirst ? "<" : ">") + " (?, ?)",
                        after.instant(0),
                        idOf(after.key().get(1))
                                .orElseThrow(() -> Call.invalid("cursor", "is not the `next` of a page"))));
        sql.add("order by v.at" + direction + ", v.id" + direction + " limit ?", limit + 1);
        Instant now = clock.instant();
        return database.call(connection -> Page.of(
                                sql.list(connection, CaseRows::brief), limit, last -> Cursor.of(last.at(), last.id()))
                        .map(each -> each.withEvidence(evidence.of(each, now).brief())))
                .map(page -> {
                    audit.record(
                            call.principal().name(),
                            "LIST_VIOLATIONS",
                            call.query("camera").orElse(null),
                            "masked",
                            Map.of(
                                    "state",
                                    state,
                                    "rows",
                                    String.valueOf(page.items().size())));
                    return Answer.ok(page);
                });
    }

    /** Of which states cases are asked for; empty: of all. */
    private static Optional<String> statesOf(String asked) {
        return switch (asked) {
            case "ALL" -> Optional.empty();
            case "DECIDED" -> Optional.of("ACCEPTED,REJECTED");
            default -> Optional.of(asked);
        };
    }

    private Future<Answer> get(Call call) {
        UUID id = id(call);
        Instant now = clock.instant();
        return database.call(connection -> whole(connection, id, now)).map(whole -> {
            audit.record(call.principal().name(), "SEE_VIOLATION", id.toString(), "masked", Map.of());
            return Answer.ok(whole);
        });
    }

    private CaseView.Whole whole(Connection connection, UUID id, Instant now) throws SQLException {
        List<CaseView.Change> history = Sql.of(
                        "select version, at, actor, action, reason, note from violation_change where violation = ?"
                                + " order by version",
                        id)
                .list(connection, CaseRows::change);
        return Sql.of(CaseRows.SELECT + "v.id = ?", id)
                .find(connection, row -> {
                    CaseView.Brief brief = CaseRows.brief(row);
                    return new CaseView.Whole(
                            brief.withEvidence(evidence.of(brief, now)),
                            CaseRows.enteredAt(row),
                            CaseRows.detail(row),
                            history);
                })
                .orElseThrow(() -> unknown(id.toString()));
    }

    /** A case as it is in the queue. */
    CaseView.Brief brief(Connection connection, UUID id) throws SQLException {
        CaseView.Brief brief = Sql.of(CaseRows.SELECT + "v.id = ?", id)
                .find(connection, CaseRows::brief)
                .orElseThrow(() -> unknown(id.toString()));
        return brief.withEvidence(evidence.of(brief, clock.instant()).brief());
    }

    static UUID id(Call call) {
        String text = call.path("violation");
        return idOf(text).orElseThrow(() -> unknown(text));
    }

    private static Optional<UUID> idOf(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static ProblemException unknown(String id) {
        return Problem.of(Type.NOT_FOUND, "There is no violation " + id).asException();
    }

    private record Counted(String camera, String rule, String state, Optional<String> reason, int cases) {}

    private Future<Answer> summary(Call call) {
        TimeRange range = TimeRange.of(call, clock, USUAL_SUMMARY);
        return database.call(connection -> {
            List<Counted> counted = Sql.of(
                            "select camera, rule, state, reason, count(*) as cases from violation_now"
                                    + " where at >= ? and at < ? group by camera, rule, state, reason"
                                    + " order by camera, rule",
                            range.from(),
                            range.to())
                    .list(
                            connection,
                            row -> new Counted(
                                    row.getString("camera"),
                                    row.getString("rule"),
                                    row.getString("state"),
                                    Sql.findText(row, "reason"),
                                    row.getInt("cases")));
            return Answer.ok(new CaseView.Summary(sum(counted)));
        });
    }

    private static List<CaseView.Counts> sum(List<Counted> counted) {
        record Key(String camera, String rule) {}
        Map<Key, List<Counted>> byKey = counted.stream()
                .collect(Collectors.groupingBy(
                        each -> new Key(each.camera(), each.rule()), LinkedHashMap::new, Collectors.toList()));
        return byKey.entrySet().stream()
                .map(each -> new CaseView.Counts(
                        each.getKey().camera(),
                        ViolationRule.valueOf(each.getKey().rule()),
                        cases(each.getValue(), "WAITING"),
                        cases(each.getValue(), "ACCEPTED"),
                        cases(each.getValue(), "REJECTED"),
                        cases(each.getValue(), "VOID"),
                        reasons(each.getValue(), "REJECTED"),
                        reasons(each.getValue(), "VOID")))
                .toList();
    }

    private static int cases(List<Counted> counted, String state) {
        return counted.stream()
                .filter(each -> each.state().equals(state))
                .mapToInt(Counted::cases)
                .sum();
    }

    private static Map<String, Integer> reasons(List<Counted> counted, String state) {
        Map<String, Integer> reasons = new TreeMap<>();
        for (Counted each : counted)
            if (each.state().equals(state))
                each.reason().ifPresent(reason -> reasons.merge(reason, each.cases(), Integer::sum));
        return reasons;
    }
}
