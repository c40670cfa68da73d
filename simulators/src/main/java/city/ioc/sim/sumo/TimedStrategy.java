package city.ioc.sim.sumo;

import city.ioc.signal.decision.ControlStrategy;
import city.ioc.signal.decision.StageDecision;
import city.ioc.signal.model.SignalState;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;

/** Takes the CPU time of what another strategy decides. Confined to one thread. */
final class TimedStrategy implements ControlStrategy {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final ControlStrategy timed;
    private final Meter meter;

    /** Adds up over all intersections of a run. */
    static final class Meter {
        private long nanos;
        private long decisions;

        long decisions() {
            return decisions;
        }

        /** Mean CPU time of a decision, µs. */
        double meanUs() {
            return decisions == 0 ? 0 : nanos / 1000.0 / decisions;
        }
    }

    TimedStrategy(ControlStrategy timed, Meter meter) {
        this.timed = timed;
        this.meter = meter;
    }

    @Override
    public String name() {
        return timed.name();
    }

    @Override
    public StageDecision decide(SignalState state, Instant now) {
        long from = THREADS.getCurrentThreadCpuTime();
        StageDecision decision = timed.decide(state, now);
        meter.nanos += THREADS.getCurrentThreadCpuTime() - from;
        meter.decisions++;
        return decision;
    }
}
