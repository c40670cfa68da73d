package city.ioc.core.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What the intake of a node counts. Thread-safe. */
public final class IntakeMetrics {
    private final MeterRegistry registry;
    private final Counter live;
    private final Counter redelivered;
    private final Counter late;
    private final Counter repeated;
    private final Counter decisions;
    private final Counter commands;
    private final Timer commandLatency;
    private final LongAdder messages = new LongAdder();
    private final LongAdder samples = new LongAdder();
    private final LongAdder asked = new LongAdder();
    private final LongAdder askedCpuNanos = new LongAdder();
    private final Map<String, LongAdder> refusals = new ConcurrentHashMap<>();

    public IntakeMetrics(MeterRegistry registry) {
        this.registry = registry;
        live = registry.counter("ioc_core_batches", "lane", "live");
        redelivered = registry.counter("ioc_core_batches", "lane", "redelivery");
        late = registry.counter("ioc_core_messages_late");
        repeated = registry.counter("ioc_core_messages_repeated");
        decisions = registry.counter("ioc_core_decisions");
        commands = registry.counter("ioc_core_commands");
        commandLatency = Timer.builder("ioc_core_command_latency")
                .description("From the gateway's receipt of the message that caused it to the command's sending")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
        registry.more().counter("ioc_core_messages", java.util.List.of(), messages);
        registry.more().counter("ioc_core_samples", java.util.List.of(), samples);
        registry.more().counter("ioc_core_strategy_asked", java.util.List.of(), asked);
        registry.more().counter("ioc_core_strategy_cpu_nanoseconds", java.util.List.of(), askedCpuNanos);
    }

    void batch(boolean redelivery) {
        (redelivery ? redelivered : live).increment();
    }

    void message(int sampleCount) {
        messages.increment();
        samples.add(sampleCount);
    }

    void late() {
        late.increment();
    }

    void repeated() {
        repeated.increment();
    }

    public void refused(String reason) {
        refusals.computeIfAbsent(reason, key -> {
                    LongAdder count = new LongAdder();
                    registry.more()
                            .counter(
                                    "ioc_core_refused",
                                    java.util.List.of(io.micrometer.core.instrument.Tag.of("reason", key)),
                                    count);
                    return count;
                })
                .increment();
    }

    /** A strategy was asked what to do; most answers are the one before and are not kept. */
    public void asked(long cpuNanos) {
        asked.increment();
        askedCpuNanos.add(cpuNanos);
    }

    public void decided() {
        decisions.increment();
    }

    /** @param latency since the gateway received what caused it; city time. */
    public void commanded(java.util.Optional<Duration> latency) {
        commands.increment();
        latency.filter(time -> !time.isNegative()).ifPresent(commandLatency::record);
    }

    public long messages() {
        return messages.sum();
    }

    public long samples() {
        return samples.sum();
    }

    /** What was refused since the node's start, by reason. */
    public Map<String, Long> refusals() {
        Map<String, Long> counts = new TreeMap<>();
        refusals.forEach((reason, count) -> counts.put(reason, count.sum()));
        return counts;
    }
}
