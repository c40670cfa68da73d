package city.ioc.edge.monitor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/** Serves /metrics and /health on the loopback address, on a thread of its own. */
public final class HealthServer implements AutoCloseable {
    private final HttpServer server;

    /** {@code troubles}: what is wrong now; healthy when empty. */
    public HealthServer(int port, Supplier<String> metrics, Supplier<List<String>> troubles) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 8);
        server.createContext("/metrics", exchange -> answer(exchange, 200, "text/plain; version=0.0.4", metrics.get()));
        server.createContext("/health", exchange -> {
            List<String> wrong = troubles.get();
            String list = String.join(
                    ",",
                    wrong.stream()
                            .map(each -> '"' + each.replace("\"", "'") + '"')
                            .toList());
            answer(
                    exchange,
                    wrong.isEmpty() ? 200 : 503,
                    "application/json",
                    "{\"status\":\"" + (wrong.isEmpty() ? "UP" : "DOWN") + "\",\"troubles\":[" + list + "]}");
        });
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        try (exchange) {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
