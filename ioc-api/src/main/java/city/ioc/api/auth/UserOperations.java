package city.ioc.api.auth;

import city.ioc.api.http.Answer;
import city.ioc.api.http.Call;
import city.ioc.api.http.Cursor;
import city.ioc.api.http.Operation;
import city.ioc.api.http.Page;
import city.ioc.api.http.Problem;
import city.ioc.api.http.Problem.Type;
import city.ioc.api.http.Role;
import city.ioc.api.read.Database;
import city.ioc.api.read.Sql;
import io.vertx.core.Future;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Accounts and the audit log, for administrators. */
public final class UserOperations {
    private final Database database;
    private final Accounts accounts;
    private final Hashing hashing;
    private final AccessTokens accessTokens;
    private final AuditLog audit;
    private final InstantSource clock;
    private final Consumer<String> endLive;

    private record User(
            String name,
            String displayName,
            List<Role> roles,
            boolean disabled,
            boolean mustChangePassword,
            boolean local,
            Optional<Instant> lockedUntil,
            Instant createdAt) {}

    private record Users(List<User> items) {}

    private record NewUser(String name, String displayName, String password, List<Role> roles) {}

    private record UserChange(
            Optional<String> displayName,
            Optional<String> password,
            Optional<List<Role>> roles,
            Optional<Boolean> disabled,
            Optional<Boolean> unlock) {}

    private record AuditRow(
            long id,
            Instant at,
            String actor,
            String action,
            Optional<String> target,
            String outcome,
            Map<String, String> detail) {}

    /** {@code endLive} closes the live sockets of an account. */
    UserOperations(
            Database database,
            Hashing hashing,
            AccessTokens accessTokens,
            AuditLog audit,
            InstantSource clock,
            Consumer<String> endLive) {
        this.database = database;
        this.accounts = new Accounts(database);
        this.hashing = hashing;
        this.accessTokens = accessTokens;
        this.audit = audit;
        this.clock = clock;
        this.endLive = endLive;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "listUsers",
                call -> accounts.list()
                        .map(all -> Answer.ok(
                                new Users(all.stream().map(UserOperations::view).toList()))),
                "createUser",
                this::create,
                "changeUser",
                this::change,
                "listAudit",
                this::listAudit);
    }

    private static User view(Account account) {
        return new User(
                account.name(),
                account.displayName(),
                account.roles(),
                account.disabled(),
                account.mustChange(),
                account.hash().isPresent(),
                account.lockedUntil(),
                account.createdAt());
    }

    private Future<Answer> create(Call call) {
        NewUser user = call.body(NewUser.class);
        return hashing.hash(user.password())
                .compose(hash -> database.call(connection -> {
                    if (!Accounts.insert(
                            connection,
                            user.name(),
                            user.displayName(),
                            Optional.of(hash),
                            user.roles(),
                            true,
                            clock.instant()))
                        throw Problem.of(Type.CONFLICT, "There is an account " + user.name() + " already")
                                .asException();
                    return Answer.json(
                            201, view(Accounts.find(connection, user.name()).orElseThrow()));
                }))
                .onSuccess(done -> audit.record(
                        call.principal().name(),
                        "CREATE_USER",
                        user.name(),
                        "accepted",
                        Map.of("roles", user.roles().toString())));
    }

    private Future<Answer> change(Call call) {
        String name = call.path("name");
        UserChange change = call.body(UserChange.class);
        Future<Optional<String>> hash = change.password()
                .map(text -> hashing.hash(text).map(Optional::of))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()));
        return hash.compose(hashed -> database.call(connection -> {
                    connection.setAutoCommit(false);
                    try {
                        Account changed = apply(connection, name, change, hashed);
                        connection.commit();
                        return changed;
                    } catch (SQLException | RuntimeException e) {
                        connection.rollback();
                        throw e;
                    } finally {
                        connection.setAutoCommit(true);
                    }
                }))
                .map(changed -> {
                    // an access token says roles and password state: it must be fetched anew
                    accessTokens.endTokensOf(name);
                    if (changed.disabled() || change.roles().isPresent()) endLive.accept(name);
                    audit.record(call.principal().name(), "CHANGE_USER", name, "accepted", describe(change));
                    return Answer.ok(view(changed));
                });
    }

    private static Account apply(Connection connection, String name, UserChange change, Optional<String> hash)
            throws SQLException {
        Sql.of("lock table app_user in share row exclusive mode").update(connection);
        Account before = Accounts.find(connection, name)
                .orElseThrow(() -> Problem.of(Type.NOT_FOUND).asException());
        if (hash.isPresent() && before.hash().isEmpty())
            throw Problem.of(Type.CONFLICT, "This account has its password at the identity provider")
                    .asException();
        Sql update = Sql.of("update app_user set name = name")
                .addIf(change.displayName(), ", display_name = ?")
                .addIf(hash, ", must_change = true, password_hash = ?")
                .addIf(change.roles().map(Account::words), ", roles = ?")
                .addIf(change.disabled(), ", disabled = ?");
        if (change.unlock().orElse(false)) update.add(", failed_logins = 0, locked_until = null");
        update.add("where name = ?", name).update(connection);
        if (Sql.of("select 1 from app_user where 'ADMINISTRATOR' = any(roles) and not disabled limit 1")
                .find(connection, row -> 1)
                .isEmpty())
            throw Problem.of(Type.CONFLICT, "There would be no administrator left")
                    .asException();
        if (hash.isPresent() || change.disabled().orElse(false))
            RefreshTokens.endOthers(connection, name, Optional.empty());
        return Accounts.find(connection, name).orElseThrow();
    }

    private static Map<String, String> describe(UserChange change) {
        Map<String, String> words = new TreeMap<>();
        change.displayName().ifPresent(text -> words.put("displayName", text));
        change.password().ifPresent(text -> words.put("password", "reset"));
        change.roles().ifPresent(roles -> words.put("roles", roles.toString()));
        change.disabled().ifPresent(flag -> words.put("disabled", flag.toString()));
        change.unlock().ifPresent(flag -> words.put("unlock", flag.toString()));
        return words;
    }

    private Future<Answer> listAudit(Call call) {
        int limit = call.integer("limit", 100);
        Optional<Cursor> cursor = Cursor.of(call, 1);
        Sql sql = AuditLog.select()
                .addIf(call.instant("from"), "and at >= ?")
                .addIf(call.instant("to"), "and at < ?")
                .addIf(call.query("actor"), "and actor = ?")
                .addIf(call.query("action"), "and action = ?")
                .addIf(cursor.map(each -> each.number(0)), "and id < ?")
                .add("order by id desc limit ?", limit + 1);
        return database.call(connection ->
                Answer.ok(Page.of(sql.list(connection, UserOperations::auditRow), limit, row -> Cursor.of(row.id()))));
    }

    private static AuditRow auditRow(ResultSet row) throws SQLException {
        return new AuditRow(
                row.getLong("id"),
                Sql.instant(row, "at"),
                row.getString("actor"),
                row.getString("action"),
                Sql.findText(row, "target"),
                row.getString("outcome"),
                AuditLog.masked(Sql.words(row, "detail")));
    }
}
