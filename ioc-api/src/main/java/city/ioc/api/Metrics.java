package city.ioc.api;

import city.ioc.contracts.city.CityJson;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;

/** Measurements of this process, on a port of the loopback address that is not the public one. */
final class Metrics {
    private Metrics() {}

    static PrometheusMeterRegistry registry() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        registry.config().commonTags("process", "api");
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        // listens for as long as the process lives
        @SuppressWarnings("resource")
        JvmGcMetrics gc = new JvmGcMetrics();
        gc.bindTo(registry);
        return registry;
    }

    static Future<HttpServer> serve(Vertx vertx, int port, PrometheusMeterRegistry registry, Supplier<Object> health) {
        return vertx.createHttpServer()
                .requestHandler(request -> answer(request, registry, health))
                .listen(port, "127.0.0.1");
    }

    private static void answer(HttpServerRequest request, PrometheusMeterRegistry registry, Supplier<Object> health) {
        switch (request.path()) {
            case "/metrics" ->
                request.response()
                        .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                        .end(registry.scrape());
            case "/health" ->
                request.response().putHeader("Content-Type", "application/json").end(Buffer.buffer(json(health.get())));
            default -> request.response().setStatusCode(404).end();
        }
    }

    private static byte[] json(Object value) {
        try {
            return CityJson.mapper().writeValueAsBytes(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
