package city.ioc.core;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What came of the passages that cameras saw. Thread-safe. */
final class ViolationMetrics {
    private final MeterRegistry registry;

    ViolationMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** A passage was judged: a rule, a reason to be void, or why it is no violation. */
    void judged(String outcome) {
        Counter.builder("ioc.core.passages")
                .description("Passages over stop lines judged")
                .tag("outcome", outcome)
                .register(registry)
                .increment();
    }
}
