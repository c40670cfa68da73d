package city.ioc.core;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What came of what cameras saw of vehicles. Thread-safe. */
final class ViolationMetrics {
    private final MeterRegistry registry;

    ViolationMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** What a camera told was judged: a rule, a reason to be void, or why it is no violation. */
    void judged(String outcome) {
        Counter.builder("ioc.core.passages")
                .description("Passages over stop lines and conducts on lanes judged")
                .tag("outcome", outcome)
                .register(registry)
                .increment();
    }
}
