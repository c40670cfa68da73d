package city.ioc.api;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.api.http.Role;
import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.live.LiveEvents;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class LiveSocketTest {
    private static TestApi api;
    private static WebSocketClient client;

    @BeforeAll
    static void start() throws Exception {
        api = TestApi.withoutDatabase();
        client = api.vertx.createWebSocketClient(new WebSocketClientOptions().setMaxMessageSize(16 << 20));
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    /** One browser: its socket and what it was sent. */
    private static final class Browser {
        final WebSocket socket;
        final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();

        Browser(String query) throws Exception {
            socket = client.connect(new WebSocketConnectOptions()
                            .setHost("127.0.0.1")
                            .setPort(api.port())
                            .setURI("/live" + query))
                    .map(open -> open.textMessageHandler(text -> heard.add(read(text))))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
        }

        Browser send(Object message) throws Exception {
            socket.writeTextMessage(CityJson.mapper().writeValueAsString(message));
            return this;
        }

        /** The next message of a type; ticks and others in between are passed over. */
        JsonNode next(String type) throws Exception {
            long end = System.nanoTime() + java.time.Duration.ofSeconds(90).toNanos();
            while (System.nanoTime() < end) {
                JsonNode message = heard.poll(45, TimeUnit.SECONDS);
                if (message == null) throw new AssertionError("no " + type + " came");
                assertThat(message.path("now").asText()).isNotEmpty();
                if (message.path("type").asText().equals(type)) return message;
            }
            throw new AssertionError("no " + type + " came in time");
        }

        int closeCode() {
            TestApi.until("closed", socket::isClosed);
            return socket.closeStatusCode();
        }
    }

    private static JsonNode read(String text) {
        try {
            return CityJson.mapper().readTree(text);
        } catch (java.io.IOException e) {
            throw new AssertionError(text, e);
        }
    }

    private static Browser loggedIn() throws Exception {
        Browser browser = new Browser("");
        browser.send(Map.of("token", api.tokens.of("tester", Role.OPERATOR)));
        browser.next("welcome");
        return browser;
    }

    private static List<String> topics(JsonNode message) {
        return message.get("updates").findValuesAsText("topic");
    }

    @Test
    void aTicketOpensOneConnection() throws Exception {
        var response = api.post("/api/v1/live-ticket", "", Role.OPERATOR);
        assertThat(response.statusCode()).isEqualTo(201);
        String query = "?ticket=" + TestApi.json(response).get("ticket").asText();
        new Browser(query).next("welcome");
        assertThat(new Browser(query).closeCode()).isEqualTo(4401);
    }

    @Test
    void withoutATokenNothingIsSaid() throws Exception {
        assertThat(new Browser("")
                        .send(Map.of("subscribe", List.of("figures/*")))
                        .closeCode())
                .isEqualTo(4401);
        assertThat(new Browser("").send(Map.of("token", "forged")).closeCode()).isEqualTo(4401);
    }

    @Test
    void aSnapshotComesFirstThenWhatChanges() throws Exception {
        api.core.publish("figures/city", 1, Map.of("flow", 1));
        api.core.publish("device/d-1", 1, Map.of("quality", "GOOD"));
        Browser browser = loggedIn().send(Map.of("subscribe", List.of("figures/*")));
        JsonNode snapshot = browser.next("snapshot");
        assertThat(topics(snapshot)).containsExactly("figures/city");
        assertThat(snapshot.path("topics").get(0).asText()).isEqualTo("figures/*");
        api.core.publish("device/d-1", 2, Map.of("quality", "STALE"));
        api.core.publish("figures/city", 2, Map.of("flow", 2));
        JsonNode delta = browser.next("delta");
        assertThat(topics(delta)).containsExactly("figures/city");
        assertThat(delta.at("/updates/0/body/flow").asInt()).isEqualTo(2);
    }

    @Test
    void whatWasUnsubscribedIsQuiet() throws Exception {
        Browser browser = loggedIn().send(Map.of("subscribe", List.of("device/*", "figures/city")));
        browser.next("snapshot");
        browser.send(Map.of("unsubscribe", List.of("device/*")));
        // answered in order: once this snapshot is here the other has been taken
        browser.send(Map.of("subscribe", List.of("alarm/*"))).next("snapshot");
        api.core.publish("device/d-1", 1, Map.of("quality", "GOOD"));
        api.core.publish("figures/city", 1, Map.of("flow", 1));
        assertThat(topics(browser.next("delta"))).containsExactly("figures/city");
    }

    @Test
    void eventsArriveEachOnceAndInOrder() throws Exception {
        Browser browser = loggedIn().send(Map.of("subscribe", List.of("events/vt-01")));
        browser.next("snapshot");
        int sent = 200;
        for (int i = 0; i < sent; i++) api.core.publish("events/vt-01", i, event("vt-01", i));
        List<Integer> parameters = new java.util.ArrayList<>();
        while (parameters.size() < sent)
            for (JsonNode update : browser.next("delta").get("updates"))
                for (JsonNode event : update.at("/body/events"))
                    parameters.add(event.get("parameter").asInt());
        assertThat(parameters).isSorted().hasSize(sent);
    }

    private static LiveEvents event(String id, int parameter) {
        return new LiveEvents(new IntersectionId(id), List.of(new SignalEvent(Instant.now(), 82, parameter)));
    }

    @Test
    void aWrongTopicIsAnErrorAndAWrongMessageTheEnd() throws Exception {
        Browser browser = loggedIn().send(Map.of("subscribe", List.of("plates/*", "figures/*")));
        assertThat(browser.next("error").path("detail").asText()).contains("plates/*");
        assertThat(browser.next("snapshot").path("topics")).hasSize(1);
        browser.socket.writeTextMessage("{]");
        assertThat(browser.closeCode()).isEqualTo(4400);
    }

    @Test
    void aSilentCoreIsTold() throws Exception {
        Browser browser = loggedIn();
        while (!browser.next("tick").path("coreSilent").asBoolean()) {
            // the core of an earlier test may not have been silent for long
        }
        browser.send(Map.of("subscribe", List.of("figures/*"))).next("snapshot");
        api.core.publish("figures/city", 1, Map.of());
        assertThat(browser.next("delta").path("coreSeen").asText()).isNotEmpty();
    }

    @Test
    void aClientThatDoesNotReadIsBoundedAndCatchesUpFromASnapshot() throws Exception {
        Browser browser = loggedIn().send(Map.of("subscribe", List.of("intersection/*", "events/vt-slow")));
        browser.next("snapshot");
        double before = api.meters.get("ioc.live.updates").counter().count();
        browser.socket.pause();
        String ballast = "x".repeat(20_000);
        // more than the sockets' own buffers hold
        for (int round = 0; round < 200; round++)
            for (int i = 0; i < 12; i++)
                api.core.publish("intersection/vt-" + i, round, Map.of("round", round, "ballast", ballast));
        for (int i = 0; i < 1_000; i++) api.core.publish("events/vt-slow", i, event("vt-slow", i));
        api.core.publish("intersection/last", 1, Map.of());
        TestApi.until(
                "all was published",
                () -> api.meters.get("ioc.live.updates").counter().count() >= before + 3401);
        assertThat(api.meters.get("ioc.live.waiting").gauge().value()).isLessThanOrEqualTo(620);
        browser.socket.resume();
        browser.next("resync");
        JsonNode snapshot = browser.next("snapshot");
        assertThat(topics(snapshot)).contains("intersection/last", "events/vt-slow");
        for (JsonNode update : snapshot.get("updates"))
            if (update.path("topic").asText().startsWith("intersection/vt-"))
                assertThat(update.at("/body/round").asInt()).isEqualTo(199);
            else if (update.path("topic").asText().startsWith("events/"))
                assertThat(update.at("/body/events")).hasSize(1_000);
    }
}
