package city.ioc.sim;

import city.ioc.sim.camera.CameraCrew;
import city.ioc.sim.device.FieldRun;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Supplier;

/** Serves GET /metrics and /health of the simulator on the loopback address. Thread-safe. */
final class SimulatorMetrics implements AutoCloseable {
    private final HttpServer server;

    private SimulatorMetrics(HttpServer server) {
        this.server = server;
    }

    static SimulatorMetrics serve(int port, Supplier<FieldRun.Figures> figures, CameraCrew cameras) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 16);
        server.createContext(
                "/metrics",
                exchange -> answer(exchange, 200, "text/plain; version=0.0.4", metrics(figures.get(), cameras)));
        server.createContext("/health", exchange -> {
            FieldRun.Figures now = figures.get();
            boolean up = now.connected() > 0;
            String body = String.format(
                    Locale.ROOT,
                    "{\"status\":\"%s\",\"connected\":%d,\"connections\":%d}",
                    up ? "UP" : "DOWN",
                    now.connected(),
                    now.connections());
            answer(exchange, up ? 200 : 503, "application/json", body);
        });
        server.start();
        return new SimulatorMetrics(server);
    }

    private static String metrics(FieldRun.Figures now, CameraCrew cameras) {
        StringBuilder text = new StringBuilder();
        gauge(text, "ioc_sim_connections", "Devices with a connection of their own", now.connections());
        gauge(text, "ioc_sim_connected", "Connections that are up", now.connected());
        gauge(text, "ioc_sim_controllers_commanded", "Controllers that follow the centre", now.commanded());
        gauge(text, "ioc_sim_messages_waiting", "Messages not acknowledged by the broker yet", now.waiting());
        gauge(
                text,
                "ioc_sim_street_lag_seconds",
                "How far the street is behind the clock",
                now.streetLag().toMillis() / 1000.0);
        counter(text, "ioc_sim_messages_total", "Messages of all devices", now.messagesSaid());
        counter(text, "ioc_sim_acknowledged_total", "Messages acknowledged by the broker", now.acknowledged());
        counter(text, "ioc_sim_dropped_total", "Messages that devices forgot unsent", now.dropped());
        gauge(
                text,
                "ioc_sim_cameras_watched",
                "Simulated cameras whose pictures somebody subscribed to",
                cameras.watched());
        counter(text, "ioc_sim_pictures_total", "Pictures that simulated cameras sent", cameras.taken());
        counter(text, "ioc_sim_pictures_left_out_total", "Instants that were not drawn in time", cameras.leftOut());
        text.append("# HELP ioc_sim_commands_total Commands by what the controllers said of them\n")
                .append("# TYPE ioc_sim_commands_total counter\n");
        now.verdicts()
                .forEach((verdict, count) -> text.append("ioc_sim_commands_total{verdict=\"")
                        .append(verdict)
                        .append("\"} ")
                        .append(count)
                        .append('\n'));
        return text.toString();
    }

    private static void gauge(StringBuilder text, String name, String help, Number value) {
        append(text, name, help, "gauge", value);
    }

    private static void counter(StringBuilder text, String name, String help, long value) {
        append(text, name, help, "counter", value);
    }

    private static void append(StringBuilder text, String name, String help, String type, Number value) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        text.append(name).append(' ').append(value).append('\n');
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
