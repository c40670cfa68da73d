package city.ioc.api.auth;

import city.ioc.api.ApiConfig;
import city.ioc.api.http.Operation;
import city.ioc.api.http.RateLimits;
import city.ioc.api.operator.Core;
import city.ioc.api.read.Database;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Puts accounts, sessions and login together. Owned by the event loop. */
public final class AuthModule implements AutoCloseable {
    private static final long DISABLED_CHECK_MS = 30_000;

    private final Vertx vertx;
    private final Hashing hashing;
    private final AccessTokens accessTokens;
    private final Map<String, Operation> operations = new HashMap<>();
    private final long timer;

    /** {@code clock} is the system's, for tokens and locks go by it, not by the city's time. */
    public AuthModule(
            Vertx vertx,
            ApiConfig config,
            String secret,
            Database database,
            Core core,
            AuditLog audit,
            MeterRegistry meters,
            InstantSource clock,
            RateLimits loginsPerAddress,
            Consumer<String> endLive) {
        this.vertx = vertx;
        this.hashing = new Hashing(vertx);
        this.accessTokens = new AccessTokens(vertx, secret, config.accessTokenLife(), clock);
        RefreshTokens refreshTokens = new RefreshTokens(database, clock);
        SessionCookie cookie =
                new SessionCookie("https".equals(config.publicUrl().getScheme()));
        Sessions sessions = new Sessions(accessTokens, refreshTokens, cookie, clock);
        operations.putAll(new AuthOperations(
                        database,
                        hashing,
                        accessTokens,
                        refreshTokens,
                        sessions,
                        new LoginWatch(clock, core),
                        loginsPerAddress,
                        audit,
                        meters,
                        clock,
                        config.oidc().isPresent())
                .operations());
        operations.putAll(new UserOperations(database, hashing, accessTokens, audit, clock, endLive).operations());
        operations.putAll(
                new OidcLogin(vertx, config.oidc(), config.publicUrl(), secret, database, sessions, audit, clock)
                        .operations());
        Accounts accounts = new Accounts(database);
        this.timer = vertx.setPeriodic(
                1,
                DISABLED_CHECK_MS,
                id -> accounts.listDisabled().onSuccess(names -> {
                    accessTokens.setDisabled(names);
                    names.forEach(endLive);
                }));
    }

    public AccessTokens accessTokens() {
        return accessTokens;
    }

    public Map<String, Operation> operations() {
        return Map.copyOf(operations);
    }

    @Override
    public void close() {
        vertx.cancelTimer(timer);
        hashing.close();
    }
}
