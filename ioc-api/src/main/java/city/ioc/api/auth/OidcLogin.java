package city.ioc.api.auth;

import city.ioc.api.ApiConfig;
import city.ioc.api.http.Answer;
import city.ioc.api.http.Call;
import city.ioc.api.http.Operation;
import city.ioc.api.http.Problem;
import city.ioc.api.http.Problem.Type;
import city.ioc.api.http.Role;
import city.ioc.api.read.Database;
import city.ioc.api.read.Sql;
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
import io.vertx.ext.auth.oauth2.OAuth2Auth;
import io.vertx.ext.auth.oauth2.OAuth2AuthorizationURL;
import io.vertx.ext.auth.oauth2.OAuth2FlowType;
import io.vertx.ext.auth.oauth2.OAuth2Options;
import io.vertx.ext.auth.oauth2.Oauth2Credentials;
import io.vertx.ext.auth.oauth2.providers.OpenIDConnectAuth;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Login by an OpenID Connect provider: authorization code with PKCE. What must be remembered between the two requests is in a
 * signed cookie, so that any API node can take the second one. Owned by the event loop.
 */
final class OidcLogin {
    private static final Logger LOG = LoggerFactory.getLogger(OidcLogin.class);
    private static final String STATE_COOKIE = "ioc_oidc";
    private static final String STATE_AUDIENCE = "ioc-oidc-state";
    private static final int STATE_SECONDS = 600;

    private final Vertx vertx;
    private final Optional<ApiConfig.Oidc> config;
    private final Database database;
    private final Sessions sessions;
    private final AuditLog audit;
    private final InstantSource clock;
    private final JWTAuth signer;
    private final String callback;
    private final boolean secure;
    private final SecureRandom random = new SecureRandom();
    private @Nullable OAuth2Auth provider;

    OidcLogin(
            Vertx vertx,
            Optional<ApiConfig.Oidc> config,
            URI publicUrl,
            String secret,
            Database database,
            Sessions sessions,
            AuditLog audit,
            InstantSource clock) {
        this.vertx = vertx;
        this.config = config;
        this.database = database;
        this.sessions = sessions;
        this.audit = audit;
        this.clock = clock;
        this.callback = publicUrl.toString().replaceFirst("/$", "") + "/api/v1/auth/oidc/callback";
        this.secure = "https".equals(publicUrl.getScheme());
        this.signer = JWTAuth.create(
                vertx,
                new JWTAuthOptions()
                        .addPubSecKey(
                                new PubSecKeyOptions().setAlgorithm("HS256").setBuffer(secret))
                        .setJWTOptions(new JWTOptions().setAudience(List.of(STATE_AUDIENCE))));
    }

    Map<String, Operation> operations() {
        return Map.of("oidcLogin", this::login, "oidcCallback", this::callback);
    }

    private Future<Answer> login(Call call) {
        return provider().map(oauth -> {
            String state = token();
            String nonce = token();
            String verifier = token();
            String remembered = signer.generateToken(
                    new JsonObject().put("state", state).put("nonce", nonce).put("verifier", verifier),
                    new JWTOptions()
                            .setAlgorithm("HS256")
                            .setAudience(List.of(STATE_AUDIENCE))
                            .setExpiresInSeconds(STATE_SECONDS));
            String url = oauth.authorizeURL(new OAuth2AuthorizationURL()
                    .setRedirectUri(callback)
                    .setScopes(List.of("openid", "profile"))
                    .setState(state)
                    .setCodeChallenge(sha256(verifier))
                    .setCodeChallengeMethod("S256")
                    .putAdditionalParameter("nonce", nonce));
            return Answer.redirect(url).withCookie(stateCookie(remembered, STATE_SECONDS));
        });
    }

    private Future<Answer> callback(Call call) {
        Optional<String> remembered = call.cookie(STATE_COOKIE);
        Optional<String> code = call.query("code");
        if (remembered.isEmpty() || code.isEmpty()) return back("refused", call);
        return signer.authenticate(new TokenCredentials(remembered.get()))
                .map(User::principal)
                .compose(state ->
                        state.getString("state").equals(call.query("state").orElse(""))
                                ? exchange(call, code.get(), state)
                                : back("refused", call))
                .recover(failure -> {
                    LOG.warn("login by provider failed cause=\"{}\"", failure.getMessage());
                    return back("failed", call);
                });
    }

    private Future<Answer> exchange(Call call, String code, JsonObject state) {
        return provider()
                .compose(oauth -> oauth.authenticate(new Oauth2Credentials()
                        .setFlow(OAuth2FlowType.AUTH_CODE)
                        .setCode(code)
                        .setRedirectUri(callback)
                        .setCodeVerifier(state.getString("verifier"))))
                .compose(user -> {
                    JsonObject claims = user.attributes().getJsonObject("idToken");
                    if (claims == null || !isForUs(claims, state.getString("nonce"))) return back("refused", call);
                    List<Role> roles = roles(claims, user);
                    return roles.isEmpty() ? back("no-role", call) : admit(call, claims, roles);
                });
    }

    /** The library has checked signature and time, and drops a token that fails; the rest is said here once more. */
    private boolean isForUs(JsonObject claims, String nonce) {
        Object audience = claims.getValue("aud");
        String client = config.orElseThrow().clientId();
        return nonce.equals(claims.getString("nonce"))
                && issuer().equals(claims.getString("iss"))
                && (client.equals(audience) || (audience instanceof JsonArray several && several.contains(client)));
    }

    private Future<Answer> admit(Call call, JsonObject claims, List<Role> roles) {
        String name = accountName(issuer(), claims);
        String shown = claims.getString("name", claims.getString("preferred_username", name));
        return database.call(connection -> {
                    Accounts.insert(connection, name, shown, Optional.empty(), roles, false, clock.instant());
                    Sql.of(
                                    "update app_user set display_name = ?, roles = ? where name = ?",
                                    shown,
                                    Account.words(roles),
                                    name)
                            .update(connection);
                    return Accounts.find(connection, name).orElseThrow();
                })
                .compose(account -> {
                    if (account.disabled() || account.hash().isPresent()) return back("disabled", call);
                    audit.record(name, "LOGIN", null, "accepted", Map.of("by", issuer()));
                    return sessions.beginByCookie(account)
                            .map(cookie ->
                                    Answer.redirect("/").withCookie(cookie).withCookie(stateCookie("", 0)));
                });
    }

    /** An account of the provider: readable, and for ever the same for the same subject. */
    static String accountName(String issuer, JsonObject claims) {
        String wanted = claims.getString("preferred_username", "user").toLowerCase(Locale.ROOT);
        String readable = wanted.replaceAll("@.*", "").replaceAll("[^a-z0-9._-]", "-");
        if (!readable.matches("[a-z].*")) readable = "u" + readable;
        String id = sha256Hex(issuer + "\n" + claims.getString("sub", ""));
        return readable.substring(0, Math.min(24, readable.length())) + "-" + id.substring(0, 10);
    }

    private List<Role> roles(JsonObject idToken, User user) {
        String claim = config.orElseThrow().roleClaim();
        List<Role> roles = new ArrayList<>();
        collect(find(idToken, claim), roles);
        JsonObject access = user.attributes().getJsonObject("accessToken");
        if (roles.isEmpty() && access != null) collect(find(access, claim), roles);
        return roles.stream().distinct().toList();
    }

    private static void collect(@Nullable Object words, List<Role> roles) {
        if (words instanceof JsonArray list)
            list.forEach(word -> Role.find(String.valueOf(word)).ifPresent(roles::add));
        else if (words instanceof String text)
            for (String word : text.split("[ ,]+", -1)) Role.find(word).ifPresent(roles::add);
    }

    /** A claim by its path, for instance {@code realm_access.roles}. */
    private static @Nullable Object find(JsonObject claims, String path) {
        if (claims.containsKey(path)) return claims.getValue(path);
        int dot = path.indexOf('.');
        if (dot < 0) return null;
        return claims.getValue(path.substring(0, dot)) instanceof JsonObject inner
                ? find(inner, path.substring(dot + 1))
                : null;
    }

    private Future<OAuth2Auth> provider() {
        if (config.isEmpty())
            return Future.failedFuture(Problem.of(Type.NOT_FOUND, "No identity provider is configured")
                    .asException());
        if (provider != null) return Future.succeededFuture(provider);
        ApiConfig.Oidc oidc = config.get();
        return OpenIDConnectAuth.discover(
                        vertx,
                        new OAuth2Options()
                                .setSite(oidc.issuer())
                                .setClientId(oidc.clientId())
                                .setClientSecret(oidc.clientSecret()))
                .onSuccess(found -> provider = found)
                .recover(failure -> {
                    LOG.warn("identity provider does not answer cause=\"{}\"", failure.getMessage());
                    return Future.failedFuture(
                            Problem.of(Type.PROVIDER_UNAVAILABLE).asException());
                });
    }

    private Future<Answer> back(String outcome, Call call) {
        audit.record("-", "LOGIN", null, outcome, Map.of("by", issuer(), "address", call.remoteAddress()));
        return Future.succeededFuture(Answer.redirect("/?login=" + outcome).withCookie(stateCookie("", 0)));
    }

    private String issuer() {
        return config.map(ApiConfig.Oidc::issuer).orElse("none");
    }

    /** Lax, not strict: the provider sends the browser back from another site. */
    private String stateCookie(String value, int seconds) {
        return STATE_COOKIE + "=" + value + "; Max-Age=" + seconds + "; Path=/api/v1/auth/oidc; HttpOnly; SameSite=Lax"
                + (secure ? "; Secure" : "");
    }

    private String token() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String sha256(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest(text));
    }

    private static String sha256Hex(String text) {
        return HexFormat.of().formatHex(digest(text));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
