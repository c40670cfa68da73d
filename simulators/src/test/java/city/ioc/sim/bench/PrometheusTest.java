package city.ioc.sim.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrometheusTest {
    private static final String PAGE = """
            # HELP commands_total Commands
            commands_total{verdict="ACCEPTED"} 12
            commands_total{verdict="REFUSED_CONFLICT"} 3
            commands_total_seconds 99
            lag_seconds 0.4
            """;

    @Test
    void sumsAMetricOverItsLabelsAndTellsThemApart() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metrics", exchange -> {
            exchange.sendResponseHeaders(200, PAGE.length());
            try (exchange) {
                exchange.getResponseBody().write(PAGE.getBytes(StandardCharsets.UTF_8));
            }
        });
        server.start();
        try (Prometheus page = new Prometheus(server.getAddress().getPort())) {
            assertThat(page.sum("commands_total")).isEqualTo(15);
            assertThat(page.sum("lag_seconds")).isEqualTo(0.4);
            assertThat(page.sum("none")).isZero();
            assertThat(page.byLabel("commands_total", "verdict"))
                    .isEqualTo(Map.of("ACCEPTED", 12.0, "REFUSED_CONFLICT", 3.0));
        } finally {
            server.stop(0);
        }
    }
}
