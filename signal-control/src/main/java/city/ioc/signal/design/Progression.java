package city.ioc.signal.design;

import java.util.List;

/**
 * A street of signals with one cycle, in order of the forward direction. What offsets are good for is computed from the greens of
 * both directions: how wide a band passes all signals without a stop, and how much delay platoons suffer that spread on their way.
 * Immutable.
 */
public final class Progression {
    /** Robertson 1969 (TRANSYT, RRL Report LR 253): α and β of platoon dispersion. */
    private static final double DISPERSION = 0.35;

    private static final double TRAVEL_FACTOR = 0.8;
    /** Cycles until the pattern of arrivals and queues repeats; a queue that grows stays a queue that grows. */
    private static final int SETTLING_CYCLES = 3;

    private final int cycleS;
    private final List<Signal> signals;

    /**
     * The green of one direction at a signal.
     *
     * @param greenStartS begin of green, seconds after the start of the plan's first split
     * @param travelS travel time from the signal before in this direction at the speed of the platoon; 0 at the first
     * @param flowPcuPerHour arrivals; {@code saturationPcuPerHour}: discharge on green
     */
    public record Green(
            double greenStartS, double greenS, double travelS, double flowPcuPerHour, double saturationPcuPerHour) {
        public Green {
            if (!(greenS > 0) || !(travelS >= 0) || !(flowPcuPerHour >= 0) || !(saturationPcuPerHour > 0))
                throw new IllegalArgumentException(
                        "green and saturation flow must be positive, travel time and flow not negative");
        }
    }

    /** A signal with the greens of both directions. */
    public record Signal(String name, Green forward, Green backward) {}

    /** Seconds of green that pass all signals, by direction. */
    public record Bands(double forwardS, double backwardS) {
        public double sumS() {
            return forwardS + backwardS;
        }
    }

    /** @param cycleS the common cycle, whole seconds */
    public Progression(int cycleS, List<Signal> signals) {
        if (cycleS < 1) throw new IllegalArgumentException("the cycle must be at least 1 s");
        if (signals.size() < 2) throw new IllegalArgumentException("a progression needs at least two signals");
        this.cycleS = cycleS;
        this.signals = List.copyOf(signals);
    }

    public int cycleS() {
        return cycleS;
    }

    public List<Signal> signals() {
        return signals;
    }

    /** The widest bands for these offsets, seconds by signal. */
    public Bands bands(int[] offsets) {
        return new Bands(band(offsets, true), band(offsets, false));
    }

    /** Delay of both directions at all signals, PCU-hours per hour; the mean number of PCU that wait. */
    public double waitingPcu(int[] offsets) {
        return (delayPerCycle(offsets, true) + delayPerCycle(offsets, false)) / cycleS;
    }

    private Signal at(int step, boolean forward) {
        return signals.get(forward ? step : signals.size() - 1 - step);
    }

    private static Green green(Signal signal, boolean forward) {
        return forward ? signal.forward() : signal.backward();
    }

    private int offset(int[] offsets, int step, boolean forward) {
        return offsets[forward ? step : offsets.length - 1 - step];
    }

    /** Of all moments of the cycle, the longest run at which a vehicle leaves the first signal and finds every other green. */
    private double band(int[] offsets, boolean forward) {
        int n = signals.size();
        double[] start = new double[n];
        double[] length = new double[n];
        double travel = 0;
        double[] cuts = new double[2 * n + 1];
        for (int i = 0; i < n; i++) {
            Green green = green(at(i, forward), forward);
            travel += green.travelS();
            start[i] = mod(offset(offsets, i, forward) + green.greenStartS() - travel);
            length[i] = Math.min(cycleS, green.greenS());
            cuts[2 * i] = start[i];
            cuts[2 * i + 1] = mod(start[i] + length[i]);
        }
        cuts[2 * n] = 0;
        java.util.Arrays.sort(cuts);
        double best = 0;
        double run = 0;
        for (int turn = 0; turn < 2; turn++) // twice around, for a band may hold the end of the cycle
        for (int i = 0; i < cuts.length; i++) {
                double to = i == cuts.length - 1 ? cycleS : cuts[i + 1];
                if (to - cuts[i] <= 1e-9) continue;
                double middle = (cuts[i] + to) / 2;
                boolean open = true;
                for (int k = 0; k < n && open; k++) open = mod(middle - start[k]) < length[k];
                run = open ? run + to - cuts[i] : 0;
                best = Math.max(best, run);
            }
        return Math.min(cycleS, best);
    }

    private double mod(double value) {
        double rest = value % cycleS;
        return rest < 0 ? rest + cycleS : rest;
    }

    /** PCU-seconds of waiting in the last of some cycles. */
    private double delayPerCycle(int[] offsets, boolean forward) {
        double total = 0;
        double[] arrivals = new double[cycleS];
        double before = 0;
        for (int i = 0; i < signals.size(); i++) {
            Green green = green(at(i, forward), forward);
            double flow = green.flowPcuPerHour() / 3600;
            if (i == 0) java.util.Arrays.fill(arrivals, flow);
            else {
                // What does not come from the signal before joins from side streets, evenly.
                double kept = before > 0 ? Math.min(1, flow / before) : 0;
                double joining = Math.max(0, flow - before);
                arrivals = dispersed(arrivals, green.travelS());
                for (int t = 0; t < cycleS; t++) arrivals[t] = arrivals[t] * kept + joining;
            }
            before = flow;
            total += discharge(arrivals, green, offset(offsets, i, forward));
        }
        return total;
    }

    /** Robertson's recurrence over a cyclic pattern: q'(t + βT) = F q(t) + (1 − F) q'(t + βT − 1), F = 1 / (1 + αβT). */
    static double[] dispersed(double[] departures, double travelS) {
        int cycle = departures.length;
        int lag = (int) Math.round(TRAVEL_FACTOR * travelS);
        double factor = 1 / (1 + DISPERSION * TRAVEL_FACTOR * travelS);
        double[] arrivals = new double[cycle];
        double last = java.util.Arrays.stream(departures).average().orElse(0);
        for (int turn = 0; turn < SETTLING_CYCLES; turn++)
            for (int t = 0; t < cycle; t++) {
                last = factor * departures[t] + (1 - factor) * last;
                arrivals[(t + lag) % cycle] = last;
            }
        return arrivals;
    }

    /** Lets a queue in and out over some cycles; {@code pattern} becomes the departures of the last one. Its waiting, PCU-seconds. */
    private double discharge(double[] pattern, Green green, int offset) {
        double[] arrivals = pattern.clone();
        double queue = 0;
        double waiting = 0;
        for (int turn = 0; turn < SETTLING_CYCLES; turn++) {
            waiting = 0;
            for (int t = 0; t < cycleS; t++) {
                double into = mod(t - offset - green.greenStartS());
                double share = Math.max(0, Math.min(1, green.greenS() - into));
                double out = Math.min(queue + arrivals[t], share * green.saturationPcuPerHour() / 3600);
                queue += arrivals[t] - out;
                waiting += queue;
                pattern[t] = out;
            }
        }
        return waiting;
    }
}
