package city.ioc.api.auth;

import city.ioc.api.auth.RefreshTokens.Outcome;
import city.ioc.api.http.Answer;
import city.ioc.api.http.Call;
import city.ioc.api.http.Operation;
import city.ioc.api.http.Principal;
import city.ioc.api.http.Problem;
import city.ioc.api.http.Problem.Type;
import city.ioc.api.http.ProblemException;
import city.ioc.api.http.RateLimits;
import city.ioc.api.read.Database;
import city.ioc.api.read.Sql;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Logging in and out with a password. Owned by the event loop. */
public final class AuthOperations {
    private final Database database;
    private final Accounts accounts;
    private final Hashing hashing;
    private final AccessTokens accessTokens;
    private final RefreshTokens refreshTokens;
    private final Sessions sessions;
    private final LoginWatch watch;
    private final RateLimits perAddress;
    private final AuditLog audit;
    private final MeterRegistry meters;
    private final InstantSource clock;
    private final boolean oidc;

    private record Login(String name, String password) {}

    private record PasswordChange(String current, String next) {}

    private record LoginMethods(boolean password, boolean oidc) {}

    AuthOperations(
            Database database,
            Hashing hashing,
            AccessTokens accessTokens,
            RefreshTokens refreshTokens,
            Sessions sessions,
            LoginWatch watch,
            RateLimits perAddress,
            AuditLog audit,
            MeterRegistry meters,
            InstantSource clock,
            boolean oidc) {
        this.database = database;
        this.accounts = new Accounts(database);
        this.hashing = hashing;
        this.accessTokens = accessTokens;
        this.refreshTokens = refreshTokens;
        this.sessions = sessions;
        this.watch = watch;
        this.perAddress = perAddress;
        this.audit = audit;
        this.meters = meters;
        this.clock = clock;
        this.oidc = oidc;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "getLoginMethods",
                call -> Future.succeededFuture(Answer.ok(new LoginMethods(true, oidc))),
                "login",
                this::login,
                "refreshSession",
                this::refresh,
                "logout",
                this::logout,
                "changePassword",
                this::changePassword,
                "getMe",
                this::me);
    }

    private Future<Answer> login(Call call) {
        Login login = call.body(Login.class);
        OptionalLong wait = perAddress.take(call.remoteAddress());
        if (wait.isPresent())
            return Future.failedFuture(Problem.of(Type.RATE_LIMITED)
                    .withRetryAfterS(wait.getAsLong())
                    .asException());
        return accounts.find(login.name())
                .compose(found -> hashing.matches(login.password(), found.flatMap(Account::hash))
                        .compose(matches -> decide(call, login.name(), found, matches)));
    }

    private Future<Answer> decide(Call call, String name, Optional<Account> found, boolean matches) {
        Instant now = clock.instant();
        Optional<Instant> locked = found.map(Account::lockedUntil)
                .orElseGet(() -> watch.lockOfUnknown(name))
                .filter(until -> until.isAfter(now));
        if (locked.isPresent()) return refuse(call, name, "locked", locked(now, locked.get()));
        if (found.isEmpty()) {
            watch.unknownFailed(name);
            return refuse(call, name, "unknown-name", wrongLogin());
        }
        Account account = found.get();
        if (!matches) {
            Optional<Instant> lock =
                    LoginWatch.lockAfter(account.failedLogins() + 1).map(now::plus);
            return accounts.loginFailed(name, lock)
                    .compose(counted -> refuse(call, name, "wrong-password", wrongLogin()));
        }
        if (account.disabled()) return refuse(call, name, "disabled", wrongLogin());
        meters.counter("ioc.logins", "outcome", "accepted").increment();
        audit.record(name, "LOGIN", null, "accepted", Map.of("address", call.remoteAddress()));
        return (account.failedLogins() == 0 ? Future.succeededFuture(0) : accounts.loginSucceeded(name))
                .compose(reset -> sessions.begin(account));
    }

    private <T> Future<T> refuse(Call call, String name, String outcome, ProblemException problem) {
        meters.counter("ioc.logins", "outcome", outcome).increment();
        audit.record(name, "LOGIN", null, outcome, Map.of("address", call.remoteAddress()));
        watch.refused(AuditLog.plain(name), call.remoteAddress());
        return Future.failedFuture(problem);
    }

    private static ProblemException wrongLogin() {
        return Problem.of(Type.WRONG_LOGIN).asException();
    }

    private static ProblemException locked(Instant now, Instant until) {
        return Problem.of(Type.LOCKED, "After repeated wrong passwords")
                .withRetryAfterS(Math.max(1, Duration.between(now, until).toSeconds() + 1))
                .asException();
    }

    private Future<Answer> refresh(Call call) {
        Optional<String> token = call.cookie(SessionCookie.NAME);
        if (token.isEmpty())
            return Future.failedFuture(Problem.of(Type.UNAUTHENTICATED).asException());
        return refreshTokens.rotate(token.get()).compose(outcome -> switch (outcome) {
            case Outcome.Rotated rotated -> Future.succeededFuture(sessions.answer(rotated.account(), rotated.next()));
            case Outcome.Unknown unknown -> ended();
            case Outcome.Expired expired -> ended();
            case Outcome.Disabled disabled -> ended();
            case Outcome.Reused reused -> {
                accessTokens.endTokensOf(reused.user());
                audit.record(
                        reused.user(),
                        "REFRESH_TOKEN_REUSED",
                        null,
                        "session-ended",
                        Map.of("address", call.remoteAddress()));
                yield ended();
            }
        });
    }

    private static Future<Answer> ended() {
        return Future.failedFuture(
                Problem.of(Type.UNAUTHENTICATED, "The session has ended").asException());
    }

    private Future<Answer> logout(Call call) {
        Answer done = Answer.empty(204).withCookie(sessions.clearedCookie());
        return call.cookie(SessionCookie.NAME)
                .map(token -> refreshTokens.end(token).map(user -> {
                    user.ifPresent(name ->
                            audit.record(name, "LOGOUT", null, "accepted", Map.of("address", call.remoteAddress())));
                    return done;
                }))
                .orElseGet(() -> Future.succeededFuture(done));
    }

    private Future<Answer> me(Call call) {
        return accounts.find(call.principal().name())
                .map(found -> Answer.ok(
                        found.orElseThrow(() -> Problem.of(Type.UNAUTHENTICATED).asException())
                                .me()));
    }

    private Future<Answer> changePassword(Call call) {
        PasswordChange change = call.body(PasswordChange.class);
        Principal caller = call.principal();
        String name = caller.name();
        OptionalLong wait = perAddress.take("password " + name);
        if (wait.isPresent())
            return Future.failedFuture(Problem.of(Type.RATE_LIMITED)
                    .withRetryAfterS(wait.getAsLong())
                    .asException());
        if (change.next().equals(change.current())) return invalid("must differ from the current one");
        if (change.next().toLowerCase(java.util.Locale.ROOT).contains(name))
            return invalid("must not contain the account's name");
        return accounts.find(name).compose(found -> {
            Optional<String> hash = found.flatMap(Account::hash);
            if (hash.isEmpty())
                return Future.failedFuture(
                        Problem.of(Type.CONFLICT, "This account has its password at the identity provider")
                                .asException());
            return hashing.matches(change.current(), hash)
                    .compose(matches -> matches
                            ? hashing.hash(change.next())
                            : refuse(
                                    call,
                                    name,
                                    "wrong-password",
                                    Problem.of(Type.WRONG_LOGIN, "The current password is wrong")
                                            .asException()))
                    .compose(next -> store(name, next, call.cookie(SessionCookie.NAME)))
                    .map(stored -> {
                        accessTokens.endTokensOf(name);
                        audit.record(name, "CHANGE_PASSWORD", name, "accepted", Map.of());
                        return Answer.empty(204);
                    });
        });
    }

    private Future<Integer> store(String name, String hash, Optional<String> session) {
        return database.call(connection -> {
            RefreshTokens.endOthers(connection, name, session);
            return Sql.of("update app_user set password_hash = ?, must_change = false where name = ?", hash, name)
                    .update(connection);
        });
    }

    private static <T> Future<T> invalid(String message) {
        return Future.failedFuture(Call.invalid("/next", message));
    }
}
