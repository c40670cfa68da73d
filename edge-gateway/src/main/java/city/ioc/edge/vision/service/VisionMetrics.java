package city.ioc.edge.vision.service;

import city.ioc.edge.vision.sighting.PlateDesk;
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
    void describe(List<WatchedCamera> cameras, EvidenceDesk evidence, PlateDesk plates, int faults) {
        FunctionCounter.builder("ioc.vision.evidence.cases", evidence, EvidenceDesk::made)
                .description("Cases whose pictures were kept")
                .register(registry);
        FunctionCounter.builder("ioc.vision.evidence.refused", evidence, EvidenceDesk::refused)
                .description("Requests for evidence that could not be read or had no room")
                .register(registry);
        count("ioc.vision.plates.read", "Parts of pictures in which a plate was looked for", plates, PlateDesk::read);
        count("ioc.vision.plates.dropped", "Those for which there was no time", plates, PlateDesk::dropped);
        count("ioc.vision.plates.failed", "Those at which reading ended in an error", plates, PlateDesk::failed);
        Gauge.builder("ioc.vision.geometry.faults", () -> faults)
                .description("Faults in the cameras' geometries")
                .register(registry);
        for (WatchedCamera camera : cameras) {
            count("ioc.vision.pictures", "Pictures looked at", camera, WatchedCamera::analysed);
            count("ioc.vision.pictures.dropped", "Pictures that came too fast", camera, WatchedCamera::dropped);
            count("ioc.vision.plates.told", "Vehicles whose plate was told", camera, WatchedCamera::platesTold);
            count("ioc.vision.pictures.refused", "Pictures that are none", camera, WatchedCamera::refused);
            Gauge.builder("ioc.vision.counting", camera, each -> each.counts() ? 1 : 0)
                    .description("1 while a geometry holds and fits, so that vehicles are counted")
                    .tag("camera", camera.device().id().value())
                    .strongReference(true)
                    .register(registry);
        }
    }

    private void count(String name, String what, PlateDesk desk, ToDoubleFunction<PlateDesk> value) {
        FunctionCounter.builder(name, desk, value).description(what).register(registry);
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
