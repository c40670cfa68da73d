package city.ioc.api.auth;

import city.ioc.api.http.Role;
import city.ioc.api.read.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A row of app_user. {@code hash} is empty for accounts of an identity provider. */
record Account(
        String name,
        String displayName,
        Optional<String> hash,
        List<Role> roles,
        boolean disabled,
        boolean mustChange,
        int failedLogins,
        Optional<Instant> lockedUntil,
        Instant createdAt) {

    static final String COLUMNS =
            "name, display_name, password_hash, roles, disabled, must_change, failed_logins, locked_until, created_at";

    Account {
        roles = List.copyOf(roles);
    }

    static Account read(ResultSet row) throws SQLException {
        Set<Role> roles = new LinkedHashSet<>();
        // a role of a later version is none that we could grant
        for (String word : (String[]) row.getArray("roles").getArray())
            Role.find(word).ifPresent(roles::add);
        return new Account(
                row.getString("name"),
                row.getString("display_name"),
                Sql.findText(row, "password_hash"),
                List.copyOf(roles),
                row.getBoolean("disabled"),
                row.getBoolean("must_change"),
                row.getInt("failed_logins"),
                Sql.findInstant(row, "locked_until"),
                Sql.instant(row, "created_at"));
    }

    Me me() {
        return new Me(name, displayName, roles, mustChange);
    }

    static String[] words(List<Role> roles) {
        return Arrays.stream(roles.toArray(new Role[0])).map(Role::name).toArray(String[]::new);
    }

    /** An account as its owner sees it. */
    record Me(String name, String displayName, List<Role> roles, boolean mustChangePassword) {}
}
