package city.ioc.core;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Supplier;

/** {@code /metrics} and {@code /health} on the loopback interface. */
final class MetricsServer {
    private MetricsServer() {}

    /** Health as one JSON document; {@code ready}: it may be given work. */
    record Health(boolean ready, String json) {}

    static Future<?> start(Vertx vertx, int port, PrometheusMeterRegistry registry, Supplier<Health> health) {
        if (port == 0) return Future.succeededFuture();
        return vertx.createHttpServer()
                .requestHandler(request -> answer(request, registry, health))
                .listen(port, "127.0.0.1");
    }

    private static void answer(HttpServerRequest request, PrometheusMeterRegistry registry, Supplier<Health> health) {
        switch (request.path()) {
            case "/metrics" ->
                request.response()
                        .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                        .end(registry.scrape());
            case "/health" -> {
                Health now = health.get();
                request.response()
                        .setStatusCode(now.ready() ? 200 : 503)
                        .putHeader("Content-Type", "application/json")
                        .end(now.json());
            }
            default -> request.response().setStatusCode(404).end();
        }
    }
}
