package city.ioc.core.control;

import city.ioc.signal.decision.ControlStrategy;
import city.ioc.signal.decision.StageDecision;
import city.ioc.signal.model.SignalState;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.function.LongConsumer;

/** A strategy whose CPU time is taken: the time of deciding alone, without guard and command. Owned by the shard's context. */
public final class MeteredStrategy implements ControlStrategy {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final ControlStrategy metered;
    private final LongConsumer cpuNanos;

    /** @param cpuNanos takes the CPU time of each decision */
    public MeteredStrategy(ControlStrategy metered, LongConsumer cpuNanos) {
        this.metered = metered;
        this.cpuNanos = cpuNanos;
    }

    @Override
    public String name() {
        return metered.name();
    }

    @Override
    public StageDecision decide(SignalState state, Instant now) {
        long from = THREADS.getCurrentThreadCpuTime();
        StageDecision decision = metered.decide(state, now);
        cpuNanos.accept(THREADS.getCurrentThreadCpuTime() - from);
        return decision;
    }
}
