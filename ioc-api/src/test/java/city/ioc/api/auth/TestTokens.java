package city.ioc.api.auth;

import city.ioc.api.http.Role;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Access tokens as a login would give them, for tests that need no login. */
public final class TestTokens {
    private final AccessTokens tokens;

    public TestTokens(Vertx vertx, String secret) {
        this.tokens = new AccessTokens(vertx, secret, Duration.ofMinutes(10), InstantSource.system());
    }

    public String of(String name, Role... roles) {
        return tokens.issue(new Account.Me(name, name, List.of(roles), false)).token();
    }

    public String mustChangePassword(String name, Role... roles) {
        return tokens.issue(new Account.Me(name, name, List.of(roles), true)).token();
    }
}
