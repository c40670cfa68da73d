package city.ioc.core.store;

import java.sql.SQLException;
import java.util.Set;

/** Tells a database that is away from one that refuses a row. */
final class SqlFaults {
    /**
     * SQLSTATE classes (PostgreSQL manual, appendix A) that another try may mend: connection, transaction rollback, resources,
     * object not in state, operator intervention, system error, configuration, internal; 42 before the migrations ran.
     */
    private static final Set<String> TRANSIENT =
            Set.of("08", "40", "53", "55", "57", "58", "F0", "XX", "25", "28", "3D", "42");

    private SqlFaults() {}

    static boolean isTransient(SQLException e) {
        String state = e.getSQLState();
        return state == null || state.length() < 2 || TRANSIENT.contains(state.substring(0, 2));
    }
}
