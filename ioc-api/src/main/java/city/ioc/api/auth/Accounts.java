package city.ioc.api.auth;

import city.ioc.api.http.Role;
import city.ioc.api.read.Database;
import city.ioc.api.read.Sql;
import io.vertx.core.Future;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table of accounts. */
final class Accounts {
    private final Database database;

    Accounts(Database database) {
        this.database = database;
    }

    Future<Optional<Account>> find(String name) {
        return database.call(connection -> find(connection, name));
    }

    static Optional<Account> find(Connection connection, String name) throws SQLException {
        return Sql.of("select " + Account.COLUMNS + " from app_user where name = ?", name)
                .find(connection, Account::read);
    }

    Future<List<Account>> list() {
        return database.call(connection -> Sql.of("select " + Account.COLUMNS + " from app_user order by name")
                .list(connection, Account::read));
    }

    Future<List<String>> listDisabled() {
        return database.call(connection ->
                Sql.of("select name from app_user where disabled").list(connection, row -> row.getString(1)));
    }

    Future<Integer> loginFailed(String name, Optional<Instant> lockedUntil) {
        return database.call(connection -> Sql.of(
                        "update app_user set failed_logins = failed_logins + 1, locked_until = ? where name = ?",
                        lockedUntil.orElse(null),
                        name)
                .update(connection));
    }

    Future<Integer> loginSucceeded(String name) {
        return database.call(
                connection -> Sql.of("update app_user set failed_logins = 0, locked_until = null where name = ?", name)
                        .update(connection));
    }

    static boolean insert(
            Connection connection,
            String name,
            String displayName,
            Optional<String> hash,
            List<Role> roles,
            boolean mustChange,
            Instant now)
            throws SQLException {
        return Sql.of(
                                "insert into app_user (name, display_name, password_hash, roles, must_change, created_at)"
                                        + " values (?, ?, ?, ?, ?, ?) on conflict do nothing",
                                name,
                                displayName,
                                hash.orElse(null),
                                Account.words(roles),
                                mustChange,
                                now)
                        .update(connection)
                == 1;
    }
}
