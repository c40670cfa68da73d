package city.ioc.api;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.api.http.Role;
import city.ioc.contracts.operator.OperatorRequest.RaiseAlarm;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class AccountsTest {
    private static TestDatabase database;
    private static TestApi api;
    private static final Map<String, String> FIRST = new HashMap<>();

    @BeforeAll
    static void start() throws Exception {
        database = new TestDatabase();
        api = new TestApi(database.config(), Optional.empty(), TestApi.usualLimits());
        TestApi.until("first logins", () -> count("select count(*) from app_user") == 4);
        for (String line : Files.readAllLines(api.firstRunLogins()))
            if (!line.startsWith("#")) FIRST.put(line.split(" ")[0], line.split(" ")[1]);
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
        database.close();
    }

    private static long count(String sql) {
        try (var connection = java.sql.DriverManager.getConnection(
                        database.server.jdbcUrl(), database.server.user(), database.server.password());
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (java.sql.SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static HttpResponse<String> post(String path, String json, String... headers) throws Exception {
        HttpRequest.Builder request = api.request("/api/v1" + path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json));
        if (headers.length > 0) request.headers(headers);
        return api.send(request);
    }

    private static HttpResponse<String> login(String name, String password) throws Exception {
        return post("/auth/login", "{\"name\":\"" + name + "\",\"password\":\"" + password + "\"}");
    }

    private static String cookie(HttpResponse<String> response) {
        return response.headers().firstValue("set-cookie").orElseThrow().split(";", 2)[0];
    }

    private static HttpResponse<String> refresh(String cookie) throws Exception {
        return post("/auth/refresh", "", "Cookie", cookie);
    }

    private static int me(HttpResponse<String> session) throws Exception {
        return api.send(api.request("/api/v1/auth/me", token(session))).statusCode();
    }

    private static String token(HttpResponse<String> session) throws Exception {
        return TestApi.json(session).get("accessToken").asText();
    }

    private static String first(String name) {
        return java.util.Objects.requireNonNull(FIRST.get(name), name);
    }

    private static String administrator() throws Exception {
        return token(login("administrator", first("administrator")));
    }

    /** A new account whose password was already changed by its owner. */
    private static void account(String name, String password, Role role) throws Exception {
        HttpResponse<String> created = post(
                "/users",
                "{\"name\":\"" + name + "\",\"displayName\":\"Ai đó\",\"password\":\"initial-" + password
                        + "\",\"roles\":[\"" + role + "\"]}",
                "Authorization",
                "Bearer " + administrator());
        assertThat(created.statusCode()).isEqualTo(201);
        String first = token(login(name, "initial-" + password));
        assertThat(change(first, "initial-" + password, password).statusCode()).isEqualTo(204);
    }

    private static HttpResponse<String> change(String token, String current, String next, String... headers)
            throws Exception {
        List<String> all = new ArrayList<>(List.of("Authorization", "Bearer " + token));
        all.addAll(List.of(headers));
        return post(
                "/auth/password",
                "{\"current\":\"" + current + "\",\"next\":\"" + next + "\"}",
                all.toArray(String[]::new));
    }

    private static HttpResponse<String> patch(String name, String json) throws Exception {
        return api.send(api.request("/api/v1/users/" + name, administrator())
                .header("Content-Type", "application/json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(json)));
    }

    @Test
    void theFirstRunMakesOneAccountOfEachRoleAndTellsNobodyElse() throws Exception {
        assertThat(FIRST.keySet()).containsExactlyInAnyOrder("operator", "engineer", "security", "administrator");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(api.firstRunLogins())))
                .isEqualTo("rw-------");
        HttpResponse<String> session = login("engineer", first("engineer"));
        assertThat(session.statusCode()).isEqualTo(200);
        assertThat(TestApi.json(session).at("/user/roles").toString()).isEqualTo("[\"TRAFFIC_ENGINEER\"]");
        assertThat(session.headers().firstValue("set-cookie").orElseThrow())
                .contains("HttpOnly", "SameSite=Strict", "Path=/api/v1/auth");
        assertThat(me(session)).isEqualTo(200);
        assertThat(
                        count(
                                "select count(*) from app_user where password_hash not like '$argon2id$v=19$m=19456,t=2,p=1$%'"))
                .isZero();
    }

    @Test
    void tenWrongPasswordsLockTheAccountAndRaiseOneAlarm() throws Exception {
        account("attacked", "long enough to be right", Role.OPERATOR);
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 11; i++)
            statuses.add(login("attacked", "wrong password").statusCode());
        assertThat(statuses).containsExactly(401, 401, 401, 401, 401, 423, 423, 423, 423, 423, 423);
        HttpResponse<String> right = login("attacked", "long enough to be right");
        assertThat(right.statusCode()).isEqualTo(423);
        assertThat(TestApi.json(right).path("retryAfterS").asInt()).isBetween(1, 31);
        assertThat(api.core.asked.stream()
                        .filter(RaiseAlarm.class::isInstance)
                        .map(RaiseAlarm.class::cast)
                        .filter(alarm -> alarm.subject().equals("attacked")))
                .singleElement()
                .satisfies(alarm -> assertThat(alarm.kind()).isEqualTo("LOGIN_ATTACK"));
        TestApi.until(
                "refusals in the audit log",
                () -> count("select count(*) from audit_log where actor = 'attacked' and outcome = 'locked'") == 7);
        api.ahead = api.ahead.plusSeconds(31);
        assertThat(login("attacked", "long enough to be right").statusCode()).isEqualTo(200);
        assertThat(count("select failed_logins from app_user where name = 'attacked'"))
                .isZero();
    }

    @Test
    void aNameWithoutAnAccountIsAnsweredTheSame() throws Exception {
        List<String> unknown = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            JsonNode problem = TestApi.json(login("nobody.here", "wrong password"));
            unknown.add(problem.get("status").asText() + problem.get("type").asText());
        }
        assertThat(unknown.subList(0, 5)).containsOnly("401urn:ioc:problem:wrong-login");
        assertThat(unknown.subList(5, 7)).containsOnly("423urn:ioc:problem:locked");
    }

    @Test
    void aRefreshTokenIsReplacedAndOneUsedAgainLaterEndsTheSession() throws Exception {
        account("tabs", "long enough to be right", Role.OPERATOR);
        String first = cookie(login("tabs", "long enough to be right"));
        HttpResponse<String> next = refresh(first);
        assertThat(next.statusCode()).isEqualTo(200);
        assertThat(me(next)).isEqualTo(200);
        String second = cookie(next);
        assertThat(second).isNotEqualTo(first);
        // another tab that asked at the same moment
        assertThat(refresh(first).statusCode()).isEqualTo(200);
        api.ahead = api.ahead.plusSeconds(11);
        assertThat(refresh(first).statusCode()).isEqualTo(401);
        assertThat(refresh(second).statusCode()).isEqualTo(401);
        assertThat(me(next)).isEqualTo(401);
        TestApi.until(
                "the reuse is in the audit log",
                () -> count("select count(*) from audit_log where actor = 'tabs' and action = 'REFRESH_TOKEN_REUSED'")
                        == 1);
    }

    @Test
    void aSessionEndsAfterAShiftWithoutUseAndAtLogout() throws Exception {
        account("shift", "long enough to be right", Role.OPERATOR);
        String idle = cookie(login("shift", "long enough to be right"));
        api.ahead = api.ahead.plus(Duration.ofHours(13));
        assertThat(refresh(idle).statusCode()).isEqualTo(401);
        String used = cookie(login("shift", "long enough to be right"));
        HttpResponse<String> logout = post("/auth/logout", "", "Cookie", used);
        assertThat(logout.statusCode()).isEqualTo(204);
        assertThat(logout.headers().firstValue("set-cookie").orElseThrow()).contains("Max-Age=0");
        assertThat(refresh(used).statusCode()).isEqualTo(401);
        assertThat(refresh("ioc_refresh=made.up").statusCode()).isEqualTo(401);
    }

    @Test
    void aNewAccountMustChangeItsPasswordBeforeAnythingElse() throws Exception {
        String body = "{\"name\":\"fresh\",\"displayName\":\"Mới\",\"password\":\"given by somebody\","
                + "\"roles\":[\"OPERATOR\"]}";
        assertThat(post("/users", body, "Authorization", "Bearer " + administrator())
                        .statusCode())
                .isEqualTo(201);
        assertThat(post("/users", body, "Authorization", "Bearer " + administrator())
                        .statusCode())
                .isEqualTo(409);
        HttpResponse<String> session = login("fresh", "given by somebody");
        assertThat(TestApi.json(session).at("/user/mustChangePassword").asBoolean())
                .isTrue();
        String token = token(session);
        assertThat(api.send(api.request("/api/v1/city", token)).statusCode()).isEqualTo(403);
        assertThat(change(token, "given by somebody", "short").statusCode()).isEqualTo(400);
        assertThat(change(token, "given by somebody", "fresh is my name").statusCode())
                .isEqualTo(400);
        assertThat(change(token, "not the current", "quite another one").statusCode())
                .isEqualTo(401);
        String other = cookie(login("fresh", "given by somebody"));
        String mine = cookie(session);
        assertThat(change(token, "given by somebody", "quite another one", "Cookie", mine)
                        .statusCode())
                .isEqualTo(204);
        assertThat(refresh(other).statusCode()).as("the other session").isEqualTo(401);
        HttpResponse<String> changed = refresh(mine);
        assertThat(api.send(api.request("/api/v1/city", token(changed))).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aDisabledAccountIsOutAtOnce() throws Exception {
        account("leaver", "long enough to be right", Role.OPERATOR);
        HttpResponse<String> session = login("leaver", "long enough to be right");
        assertThat(me(session)).isEqualTo(200);
        assertThat(patch("leaver", "{\"disabled\":true}").statusCode()).isEqualTo(200);
        assertThat(me(session)).isEqualTo(401);
        assertThat(refresh(cookie(session)).statusCode()).isEqualTo(401);
        assertThat(login("leaver", "long enough to be right").statusCode()).isEqualTo(401);
    }

    @Test
    void changedRolesCountFromTheNextTokenOnAndTheOldOneIsRefused() throws Exception {
        account("climber", "long enough to be right", Role.OPERATOR);
        HttpResponse<String> session = login("climber", "long enough to be right");
        assertThat(patch("climber", "{\"roles\":[\"SECURITY_OFFICER\"]}").statusCode())
                .isEqualTo(200);
        assertThat(me(session)).isEqualTo(401);
        HttpResponse<String> next = refresh(cookie(session));
        assertThat(TestApi.json(next).at("/user/roles/0").asText()).isEqualTo("SECURITY_OFFICER");
        assertThat(api.send(api.request("/api/v1/audit", token(next))).statusCode())
                .isEqualTo(200);
    }

    @Test
    void theLastAdministratorStays() throws Exception {
        assertThat(patch("administrator", "{\"disabled\":true}").statusCode()).isEqualTo(409);
        assertThat(patch("administrator", "{\"roles\":[\"OPERATOR\"]}").statusCode())
                .isEqualTo(409);
        assertThat(patch("no.such.user", "{\"disabled\":true}").statusCode()).isEqualTo(404);
    }

    @Test
    void whoWasTurnedAwayIsInTheAuditLogNewestFirst() throws Exception {
        String operator = token(login("operator", first("operator")));
        assertThat(api.send(api.request("/api/v1/users", operator)).statusCode())
                .isEqualTo(403);
        TestApi.until(
                "the refusal is written",
                () -> count("select count(*) from audit_log where actor = 'operator' and outcome = 'forbidden'") > 0);
        JsonNode page = TestApi.json(
                api.send(api.request("/api/v1/audit?actor=operator&action=listUsers&limit=1", administrator())));
        assertThat(page.at("/items/0/target").asText()).isEqualTo("/api/v1/users");
        JsonNode all = TestApi.json(api.send(api.request("/api/v1/audit?limit=2", administrator())));
        assertThat(all.at("/items/0/id").asLong())
                .isGreaterThan(all.at("/items/1/id").asLong());
        JsonNode more = TestApi.json(api.send(
                api.request("/api/v1/audit?limit=2&cursor=" + all.get("next").asText(), administrator())));
        assertThat(more.at("/items/0/id").asLong())
                .isLessThan(all.at("/items/1/id").asLong());
    }
}
