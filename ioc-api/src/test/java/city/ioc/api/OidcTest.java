package city.ioc.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Login by an identity provider, from the browser's first request to its session. */
@Tag("slow")
class OidcTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static TestProvider provider;
    private static TestDatabase database;
    private static TestApi api;

    @BeforeAll
    static void start() throws Exception {
        provider = new TestProvider(VERTX);
        database = new TestDatabase();
        api = new TestApi(
                database.config(),
                Optional.of(new ApiConfig.Oidc(provider.issuer(), TestProvider.CLIENT, "hush", "realm_access.roles")),
                TestApi.usualLimits());
        TestApi.until("database up", () -> {
            try {
                return api.send(api.request("/api/v1/health")).body().contains("\"database\":\"UP\"");
            } catch (java.io.IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
        database.close();
        VERTX.close();
    }

    private static Map<String, String> query(String url) {
        return Arrays.stream(URI.create(url).getQuery().split("&"))
                .collect(Collectors.toMap(each -> each.split("=", 2)[0], each -> each.split("=", 2)[1]));
    }

    /** What the browser is sent back with, the provider having logged somebody in. */
    private static HttpResponse<String> loginAs(JsonObject who) throws Exception {
        HttpResponse<String> away = api.send(api.request("/api/v1/auth/oidc/login"));
        assertThat(away.statusCode()).isEqualTo(302);
        String location = away.headers().firstValue("location").orElseThrow();
        assertThat(location).startsWith(provider.issuer() + "/authorize");
        Map<String, String> asked = query(location);
        assertThat(asked)
                .containsEntry("response_type", "code")
                .containsEntry("client_id", TestProvider.CLIENT)
                .containsEntry("code_challenge_method", "S256");
        provider.challenge = asked.getOrDefault("code_challenge", "");
        provider.claims = new JsonObject().put("nonce", asked.get("nonce")).mergeIn(who);
        String cookie = away.headers().firstValue("set-cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly", "SameSite=Lax");
        return api.send(
                api.request("/api/v1/auth/oidc/callback?code=" + TestProvider.CODE + "&state=" + asked.get("state"))
                        .header("Cookie", cookie.split(";", 2)[0]));
    }

    private static JsonObject user(String... roles) {
        return new JsonObject()
                .put("sub", "4711")
                .put("preferred_username", "Nguyễn.An@cantho.gov.vn")
                .put("name", "Nguyễn An")
                .put("realm_access", new JsonObject().put("roles", new JsonArray(Arrays.asList((Object[]) roles))));
    }

    private static String place(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(302);
        return response.headers().firstValue("location").orElseThrow();
    }

    @Test
    void whoTheProviderKnowsWithARoleHasASession() throws Exception {
        HttpResponse<String> back = loginAs(user("traffic-engineer", "something-else"));
        assertThat(place(back)).isEqualTo("/");
        String session = back.headers().allValues("set-cookie").stream()
                .filter(each -> each.startsWith("ioc_refresh="))
                .findFirst()
                .orElseThrow();
        HttpResponse<String> refreshed = api.send(api.request("/api/v1/auth/refresh")
                .header("Cookie", session.split(";", 2)[0])
                .POST(HttpRequest.BodyPublishers.noBody()));
        JsonNode user = TestApi.json(refreshed).get("user");
        assertThat(user.get("displayName").asText()).isEqualTo("Nguyễn An");
        assertThat(user.get("roles").toString()).isEqualTo("[\"TRAFFIC_ENGINEER\"]");
        assertThat(user.get("name").asText()).matches("nguy-n\\.an-[0-9a-f]{10}");
    }

    @Test
    void whoHasNoRoleHereIsSentBack() throws Exception {
        assertThat(place(loginAs(user("gardener")))).isEqualTo("/?login=no-role");
    }

    @Test
    void anIdTokenOfAnotherLoginIsRefused() throws Exception {
        assertThat(place(loginAs(user("operator").put("nonce", "of another login"))))
                .isEqualTo("/?login=refused");
    }

    @Test
    void aTokenForAnotherClientIsRefused() throws Exception {
        assertThat(place(loginAs(user("operator").put("aud", "another")))).isEqualTo("/?login=refused");
    }

    @Test
    void aCallbackThatNobodyAskedForIsRefused() throws Exception {
        assertThat(place(api.send(api.request("/api/v1/auth/oidc/callback?code=x&state=y"))))
                .isEqualTo("/?login=refused");
    }

    @Test
    void theMethodsSayThatAProviderIsThere() throws Exception {
        assertThat(TestApi.json(api.send(api.request("/api/v1/auth/methods")))
                        .get("oidc")
                        .asBoolean())
                .isTrue();
    }
}
