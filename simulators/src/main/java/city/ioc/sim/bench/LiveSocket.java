package city.ioc.sim.bench;

import city.ioc.contracts.city.CityJson;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** The live socket as a browser holds it. */
final class LiveSocket implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();

    private LiveSocket() {}

    /** Connects as the operator and subscribes; every message of the server goes to {@code onMessage}, on the socket's thread. */
    static LiveSocket open(BenchCity city, List<String> topics, Consumer<JsonNode> onMessage) {
        try {
            LiveSocket live = new LiveSocket();
            String ticket = city.centre("operator").liveTicket();
            WebSocket socket = live.http
                    .newWebSocketBuilder()
                    .connectTimeout(TIMEOUT)
                    .buildAsync(
                            URI.create("ws://" + city.web().getAuthority() + "/live?ticket=" + ticket),
                            new Listener(onMessage))
                    .join();
            socket.sendText(CityJson.mapper().writeValueAsString(Map.of("subscribe", topics)), true)
                    .join();
            return live;
        } catch (IOException e) {
            throw new BenchException("the live socket cannot be opened: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
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
        http.shutdownNow();
    }
}
