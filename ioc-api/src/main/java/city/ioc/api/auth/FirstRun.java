package city.ioc.api.auth;

import city.ioc.api.http.Role;
import city.ioc.api.read.Database;
import city.ioc.api.read.Sql;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the first accounts, one of each role, where there are none; their passwords go into a file and nowhere else. */
public final class FirstRun {
    private static final Logger LOG = LoggerFactory.getLogger(FirstRun.class);

    /** No letters or digits that are mistaken for one another. */
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private static final int PASSWORD_LENGTH = 20;

    private record First(String name, String displayName, Role role) {}

    private static final List<First> FIRST = List.of(
            new First("operator", "Trực ban", Role.OPERATOR),
            new First("engineer", "Kỹ sư giao thông", Role.TRAFFIC_ENGINEER),
            new First("security", "Cán bộ an ninh", Role.SECURITY_OFFICER),
            new First("administrator", "Quản trị hệ thống", Role.ADMINISTRATOR));

    private record Login(First first, String password, String hash) {}

    private FirstRun() {}

    /** True when accounts were made. Slow: it hashes four passwords. */
    public static Future<Boolean> makeAccounts(Database database, Path file, InstantSource clock) {
        return database.call(connection -> {
            connection.setAutoCommit(false);
            try {
                boolean made = make(connection, file, clock.instant());
                connection.commit();
                return made;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        });
    }

    private static boolean make(Connection connection, Path file, Instant now) throws SQLException {
        Sql.of("lock table app_user in exclusive mode").update(connection);
        if (Sql.of("select 1 from app_user limit 1").find(connection, row -> 1).isPresent()) return false;
        SecureRandom random = new SecureRandom();
        List<Login> logins = new ArrayList<>();
        for (First first : FIRST) {
            String password = password(random);
            logins.add(new Login(first, password, PasswordHash.hash(password, random)));
        }
        writeFile(file, logins);
        for (Login login : logins)
            Accounts.insert(
                    connection,
                    login.first().name(),
                    login.first().displayName(),
                    Optional.of(login.hash()),
                    List.of(login.first().role()),
                    false,
                    now);
        LOG.info("first accounts made count={} file={}", logins.size(), file);
        return true;
    }

    private static void writeFile(Path file, List<Login> logins) {
        StringBuilder text = new StringBuilder("# name password role\n");
        for (Login login : logins)
            text.append(login.first().name())
                    .append(' ')
                    .append(login.password())
                    .append(' ')
                    .append(login.first().role())
                    .append('\n');
        try {
            // an older file belongs to a database that is gone
            Files.deleteIfExists(file);
            Secrets.write(file, text.toString());
        } catch (IOException e) {
            throw new IllegalStateException("the first-run logins cannot be written to " + file, e);
        }
    }

    private static String password(SecureRandom random) {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < PASSWORD_LENGTH; i++) password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        return password.toString();
    }
}
