package city.ioc.sim.bench;

import java.time.Duration;

/** How far the simulated street of a city is behind the city's clock, looked at every second. Thread-safe. */
final class StreetLag implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Prometheus simulator;
    private final Thread sampler;
    private double worstS;
    private double sumS;
    private int looks;

    StreetLag(Prometheus simulator) {
        this.simulator = simulator;
        this.sampler = Thread.startVirtualThread(this::sample);
    }

    private void sample() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                add(simulator.sum("ioc_sim_street_lag_seconds"));
            } catch (BenchException e) {
                // The simulator did not answer this time, or the watch is being ended.
            }
            try {
                Thread.sleep(EVERY.toMillis());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private synchronized void add(double lagS) {
        worstS = Math.max(worstS, lagS);
        sumS += lagS;
        looks++;
    }

    /** Forgets what was seen. */
    synchronized void restart() {
        worstS = 0;
        sumS = 0;
        looks = 0;
    }

    /** The largest lag, seconds of the city; not a number when nobody has looked yet. */
    synchronized double worstS() {
        return looks == 0 ? Double.NaN : worstS;
    }

    synchronized double meanS() {
        return looks == 0 ? Double.NaN : sumS / looks;
    }

    @Override
    public void close() {
        sampler.interrupt();
        try {
            sampler.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
