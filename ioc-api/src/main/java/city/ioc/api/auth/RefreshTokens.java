package city.ioc.api.auth;

import city.ioc.api.read.Database;
import city.ioc.api.read.Sql;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * Refresh tokens. Each is used once and followed by another of its family. One that comes back later was copied by somebody:
 * then the whole family ends. Only hashes are kept.
 */
final class RefreshTokens {
    /** As long as a shift; each use starts it anew. */
    static final Duration LIFE = Duration.ofHours(12);

    /** Two tabs, or a browser that lost the answer, may use a token twice within this time. */
    static final Duration GRACE = Duration.ofSeconds(10);

    private final Database database;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    RefreshTokens(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What became of a token. */
    sealed interface Outcome {
        record Rotated(Account account, String next) implements Outcome {}

        record Unknown() implements Outcome {}

        record Expired(String user) implements Outcome {}

        record Reused(String user) implements Outcome {}

        record Disabled(String user) implements Outcome {}
    }

    private record Kept(String family, String user, Instant expiresAt, Optional<Instant> usedAt) {}

    /** The first token of a new family. */
    Future<String> start(String user) {
        String token = newToken();
        Instant now = clock.instant();
        return database.call(connection -> {
            Sql.of("delete from refresh_token where expires_at < ?", now.minus(LIFE))
                    .update(connection);
            insert(connection, token, UUID.randomUUID().toString(), user, now);
            return token;
        });
    }

    Future<Outcome> rotate(String token) {
        Instant now = clock.instant();
        return database.call(connection -> {
            connection.setAutoCommit(false);
            try {
                Outcome outcome = rotate(connection, token, now);
                connection.commit();
                return outcome;
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        });
    }

    private Outcome rotate(Connection connection, String token, Instant now) throws SQLException {
        Optional<Kept> found = Sql.of(
                        "select family, user_name, expires_at, used_at from refresh_token where token_hash = ? for update",
                        (Object) hash(token))
                .find(
                        connection,
                        row -> new Kept(
                                row.getString("family"),
                                row.getString("user_name"),
                                Sql.instant(row, "expires_at"),
                                Sql.findInstant(row, "used_at")));
        if (found.isEmpty()) return new Outcome.Unknown();
        Kept kept = found.get();
        if (kept.usedAt().filter(used -> used.plus(GRACE).isBefore(now)).isPresent()) {
            endFamily(connection, kept.family());
            return new Outcome.Reused(kept.user());
        }
        if (!kept.expiresAt().isAfter(now)) return new Outcome.Expired(kept.user());
        Account account = Accounts.find(connection, kept.user()).orElseThrow();
        if (account.disabled()) {
            endFamily(connection, kept.family());
            return new Outcome.Disabled(kept.user());
        }
        Sql.of("update refresh_token set used_at = coalesce(used_at, ?) where token_hash = ?", now, hash(token))
                .update(connection);
        String next = newToken();
        insert(connection, next, kept.family(), kept.user(), now);
        return new Outcome.Rotated(account, next);
    }

    /** Ends the session of a token; its user, when there is such a session. */
    Future<Optional<String>> end(String token) {
        return database.call(connection -> {
            Optional<String[]> found = Sql.of(
                            "select family, user_name from refresh_token where token_hash = ?", (Object) hash(token))
                    .find(connection, row -> new String[] {row.getString(1), row.getString(2)});
            if (found.isPresent()) endFamily(connection, found.get()[0]);
            return found.map(row -> row[1]);
        });
    }

    /** Ends all sessions of a user but the one of a token. */
    static void endOthers(Connection connection, String user, Optional<String> except) throws SQLException {
        Sql.of("delete from refresh_token where user_name = ?", user)
                .addIf(
                        except.map(RefreshTokens::hash),
                        "and family not in (select family from refresh_token where token_hash = ?)")
                .update(connection);
    }

    private static void endFamily(Connection connection, String family) throws SQLException {
        Sql.of("delete from refresh_token where family = ?", family).update(connection);
    }

    private static void insert(Connection connection, String token, String family, String user, Instant now)
            throws SQLException {
        Sql.of(
                        "insert into refresh_token (token_hash, family, user_name, issued_at, expires_at)"
                                + " values (?, ?, ?, ?, ?)",
                        hash(token),
                        family,
                        user,
                        now,
                        now.plus(LIFE))
                .update(connection);
    }

    private String newToken() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
