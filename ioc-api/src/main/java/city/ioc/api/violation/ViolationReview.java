package city.ioc.api.violation;

import city.ioc.api.auth.AuditLog;
import city.ioc.api.http.Answer;
import city.ioc.api.http.Call;
import city.ioc.api.http.Problem;
import city.ioc.api.http.Problem.Type;
import city.ioc.api.http.ProblemException;
import city.ioc.api.read.Database;
import city.ioc.api.read.Sql;
import city.ioc.contracts.violation.RejectReason;
import city.ioc.contracts.violation.ViolationAction;
import city.ioc.contracts.violation.ViolationState;
import io.vertx.core.Future;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** What a person decides on a case: a change more, if nobody else was faster. */
final class ViolationReview {
    private final Database database;
    private final ViolationQueries cases;
    private final AuditLog audit;
    private final InstantSource clock;

    private enum Order {
        ACCEPT(ViolationAction.ACCEPTED),
        REJECT(ViolationAction.REJECTED),
        UNDO(ViolationAction.UNDONE);

        final ViolationAction action;

        Order(ViolationAction action) {
            this.action = action;
        }
    }

    private record Review(Order action, int version, Optional<RejectReason> reason, Optional<String> note) {}

    ViolationReview(Database database, ViolationQueries cases, AuditLog audit, InstantSource clock) {
        this.database = database;
        this.cases = cases;
        this.audit = audit;
        this.clock = clock;
    }

    Future<Answer> review(Call call) {
        UUID id = ViolationQueries.id(call);
        Review review = call.body(Review.class);
        check(review);
        String user = call.principal().name();
        Map<String, String> detail =
                new TreeMap<>(Map.of("action", review.action().name(), "version", String.valueOf(review.version())));
        review.reason().ifPresent(reason -> detail.put("reason", reason.name()));
        return database.call(connection -> decide(connection, id, review, user))
                .onSuccess(done -> audit.record(user, "REVIEW_VIOLATION", id.toString(), "accepted", detail))
                .onFailure(refused -> audit.record(user, "REVIEW_VIOLATION", id.toString(), "refused", detail))
                .map(Answer::ok);
    }

    private static void check(Review review) {
        boolean rejects = review.action() == Order.REJECT;
        if (rejects && review.reason().isEmpty()) throw Call.invalid("/reason", "is needed to reject a case");
        if (!rejects && review.reason().isPresent()) throw Call.invalid("/reason", "is only for REJECT");
        boolean says = review.note().filter(note -> !note.isBlank()).isPresent();
        if (review.reason().filter(RejectReason.OTHER::equals).isPresent() && !says)
            throw Call.invalid("/note", "is needed where the reason is OTHER");
    }

    private CaseView.Brief decide(Connection connection, UUID id, Review review, String user) throws SQLException {
        CaseView.Brief now = cases.brief(connection, id);
        if (now.version() != review.version()) throw late(now);
        switch (review.action()) {
            case ACCEPT, REJECT -> {
                if (now.state() == ViolationState.VOID) throw refused("VOID", "the case is void and takes no decision");
                if (now.state() != ViolationState.WAITING)
                    throw refused("NOT_WAITING", "the case is " + now.state() + "; undo that first");
            }
            case UNDO -> {
                if (now.state() != ViolationState.ACCEPTED && now.state() != ViolationState.REJECTED)
                    throw refused("NOTHING_TO_UNDO", "nobody has decided on the case");
            }
        }
        int added = Sql.of(
                        "insert into violation_change (violation, version, at, actor, action, reason, note)"
                                + " values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
                        id,
                        now.version() + 1,
                        clock.instant(),
                        user,
                        review.action().action.name(),
                        review.reason().map(Enum::name).orElse(null),
                        review.note()
                                .map(String::trim)
                                .filter(note -> !note.isEmpty())
                                .orElse(null))
                .update(connection);
        CaseView.Brief after = cases.brief(connection, id);
        if (added == 0) throw late(after);
        return after;
    }

    private static ProblemException late(CaseView.Brief now) {
        CaseView.Change last = now.lastChange();
        return Problem.of(
                        Type.CONFLICT,
                        "The case is at version " + now.version() + " by now: " + last.action() + " by " + last.actor()
                                + " at " + last.at() + "; look at it again")
                .asException();
    }

    private static ProblemException refused(String rule, String detail) {
        return Problem.of(Type.REFUSED, detail).withRule(rule).asException();
    }
}
