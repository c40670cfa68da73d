package city.ioc.sim.bench;

import city.ioc.contracts.city.CityJson;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** A user's session at the API, as the control room has it. Thread-safe. */
public final class ApiSession implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI web;
    private final String token;

    private ApiSession(URI web, String user, String password) {
        this.web = web;
        JsonNode session = exchange(HttpRequest.newBuilder(web.resolve("/api/v1/auth/login"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(CityJson.mapper()
                        .createObjectNode()
                        .put("name", user)
                        .put("password", password)
                        .toString()))
                .build());
        this.token = session.path("accessToken").asText();
    }

    public static ApiSession login(BenchCity city, String user) {
        return new ApiSession(city.web(), user, city.password(user));
    }

    /** GET under /api/v1. */
    public JsonNode get(String path) {
        return exchange(authorized(path).GET().build());
    }

    /** POST of JSON under /api/v1. */
    public JsonNode post(String path, String json) {
        return exchange(authorized(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    private HttpRequest.Builder authorized(String path) {
        return HttpRequest.newBuilder(web.resolve("/api/v1" + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token);
    }

    private JsonNode exchange(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300)
                throw new BenchException(request.uri() + " answered " + response.statusCode() + ": " + response.body());
            return response.body().isEmpty()
                    ? CityJson.mapper().missingNode()
                    : CityJson.mapper().readTree(response.body());
        } catch (IOException e) {
            throw new BenchException(request.uri() + " cannot be reached: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }

    /** Opens the live socket and subscribes; every server message goes to {@code onMessage}, on the socket's thread. */
    public WebSocket live(List<String> topics, Consumer<JsonNode> onMessage) {
        String ticket = post("/live-ticket", "").path("ticket").asText();
        URI uri = URI.create("ws://" + web.getAuthority() + "/live?ticket=" + ticket);
        WebSocket socket = http.newWebSocketBuilder()
                .connectTimeout(TIMEOUT)
                .buildAsync(uri, new Listener(onMessage))
                .join();
        socket.sendText(
                        CityJson.mapper()
                                .createObjectNode()
                                .set("subscribe", CityJson.mapper().valueToTree(topics))
                                .toString(),
                        true)
                .join();
        return socket;
    }

    private static final class Listener implements WebSocket.Listener {
        private final Consumer<JsonNode> onMessage;
        private final StringBuilder text = new StringBuilder();

        Listener(Consumer<JsonNode> onMessage) {
            this.onMessage = onMessage;
        }

        @Override
        @SuppressWarnings("NullAway") // null tells the socket that the text is taken
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                try {
                    onMessage.accept(CityJson.mapper().readTree(text.toString()));
                } catch (IOException e) {
                    throw new BenchException("the live socket sent something that is not JSON: " + e, e);
                }
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
