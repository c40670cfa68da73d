package city.ioc.edge.vision.service;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What the cameras' process counts, for Prometheus. Thread-safe. */
final class VisionMetrics {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Counter failures = Counter.builder("ioc.vision.failures")
            .description("Errors while looking at a picture")
            .register(registry);

    VisionMetrics() {
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
    }

    /** @param faults geometries that were refused */
    void describe(List<WatchedCamera> cameras, EvidenceDesk evidence, int faults) {
        FunctionCounter.builder("ioc.vision.evidence.cases", evidence, EvidenceDesk::made)
                .description("Cases whose pictures were kept")
                .register(registry);
        FunctionCounter.builder("ioc.vision.evidence.refused", evidence, EvidenceDesk::refused)
                .description("Requests for evidence that could not be read or had no room")
                .register(registry);
        Gauge.builder("ioc.vision.geometry.faults", () -> faults)
                .description("Faults in the cameras' geometries")
                .register(registry);
        for (WatchedCamera camera : cameras) {
            count("ioc.vision.pictures", "Pictures looked at", camera, WatchedCamera::analysed);
            count("ioc.vision.pictures.dropped", "Pictures that came too fast", camera, WatchedCamera::dropped);
            count("ioc.vision.pictures.refused", "Pictures that are none", camera, WatchedCamera::refused);
            Gauge.builder("ioc.vision.counting", camera, each -> each.counts() ? 1 : 0)
                    .description("1 while a geometry holds and fits, so that vehicles are counted")
                    .tag("camera", camera.device().id().value())
                    .strongReference(true)
                    .register(registry);
        }
    }

    private void count(String name, String what, WatchedCamera camera, ToDoubleFunction<WatchedCamera> value) {
        FunctionCounter.builder(name, camera, value)
                .description(what)
                .tag("camera", camera.device().id().value())
                .register(registry);
    }

    void failed() {
        failures.increment();
    }

    String scrape() {
        return registry.scrape();
    }
}
