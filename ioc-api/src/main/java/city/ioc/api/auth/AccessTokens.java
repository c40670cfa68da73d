package city.ioc.api.auth;

import city.ioc.api.http.Authentication;
import city.ioc.api.http.Principal;
import city.ioc.api.http.Problem;
import city.ioc.api.http.Problem.Type;
import city.ioc.api.http.Role;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Access tokens: JWT by HS256, short-lived. An account that was disabled or changed is refused at once by this node, whatever its
 * token says. Owned by the event loop.
 */
public final class AccessTokens implements Authentication {
    private static final String ISSUER = "ioc";
    private static final String AUDIENCE = "ioc-api";

    private final JWTAuth jwt;
    private final Duration life;
    private final InstantSource clock;
    private final Map<String, Instant> notBefore = new HashMap<>();
    private final Set<String> disabled = new HashSet<>();

    /** A token and when it ends. */
    record Issued(String token, Instant expiresAt) {}

    public AccessTokens(Vertx vertx, String secret, Duration life, InstantSource clock) {
        this.life = life;
        this.clock = clock;
        this.jwt = JWTAuth.create(
                vertx,
                new JWTAuthOptions()
                        .addPubSecKey(
                                new PubSecKeyOptions().setAlgorithm("HS256").setBuffer(secret))
                        .setJWTOptions(new JWTOptions().setIssuer(ISSUER).setAudience(List.of(AUDIENCE))));
    }

    Issued issue(Account.Me user) {
        Instant now = clock.instant();
        JsonArray roles = new JsonArray();
        user.roles().forEach(role -> roles.add(role.name()));
        JsonObject claims = new JsonObject()
                .put("sub", user.name())
                .put("dn", user.displayName())
                .put("roles", roles)
                .put("mcp", user.mustChangePassword())
                .put("ims", now.toEpochMilli());
        String token = jwt.generateToken(
                claims,
                new JWTOptions()
                        .setAlgorithm("HS256")
                        .setIssuer(ISSUER)
                        .setAudience(List.of(AUDIENCE))
                        .setExpiresInSeconds((int) life.toSeconds()));
        return new Issued(token, now.plus(life));
    }

    @Override
    public Future<Principal> authenticate(String accessToken) {
        return jwt.authenticate(new TokenCredentials(accessToken))
                .recover(refused -> Future.failedFuture(unauthenticated()))
                .map(AccessTokens::principal)
                .compose(principal -> isCurrent(principal)
                        ? Future.succeededFuture(principal)
                        : Future.failedFuture(unauthenticated()));
    }

    private static Principal principal(User user) {
        JsonObject claims = user.principal();
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (Object word : claims.getJsonArray("roles", new JsonArray()))
            Role.find(String.valueOf(word)).ifPresent(roles::add);
        return new Principal(
                claims.getString("sub", ""),
                claims.getString("dn", ""),
                roles,
                claims.getBoolean("mcp", false),
                Instant.ofEpochMilli(claims.getLong("ims", 0L)));
    }

    /** Whether the account has neither been disabled nor changed since the token was made. */
    public boolean isCurrent(Principal principal) {
        Instant since = notBefore.get(principal.name());
        return !disabled.contains(principal.name())
                && (since == null || !principal.issuedAt().isBefore(since));
    }

    /** Tokens that the account has now are no longer taken. */
    void endTokensOf(String name) {
        Instant now = clock.instant();
        notBefore.values().removeIf(at -> at.plus(life).isBefore(now));
        notBefore.put(name, now);
    }

    void setDisabled(List<String> names) {
        disabled.clear();
        disabled.addAll(names);
    }

    private static RuntimeException unauthenticated() {
        return Problem.of(Type.UNAUTHENTICATED).asException();
    }
}
