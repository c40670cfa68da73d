package city.ioc.signal.design;

import java.time.Duration;

/**
 * What bounds a design.
 *
 * @param cycleStep the cycle is rounded up to a multiple of it
 * @param startLoss time lost at the begin of green, {@code endGain} time won at its end while amber is used
 * @param practicalSaturation degree of saturation that is not to be exceeded where the longest cycle allows, 0..1
 * @param gap headway written into the splits, for control that ends greens at gaps
 */
public record DesignBounds(
        Duration shortestCycle,
        Duration longestCycle,
        Duration cycleStep,
        Duration startLoss,
        Duration endGain,
        double practicalSaturation,
        Duration gap) {

    /**
     * Cycles of 30 to 120 s (Webster and Cobbe 1966 name 25 and 120 s as bounds), whole seconds, 2 s lost and 2 s won (HCM), degree
     * of saturation up to 0.90 (Akçelik 1981).
     */
    public static final DesignBounds USUAL = new DesignBounds(
            Duration.ofSeconds(30),
            Duration.ofSeconds(120),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            0.90,
            Duration.ofSeconds(3));

    public DesignBounds {
        if (!shortestCycle.isPositive() || longestCycle.compareTo(shortestCycle) < 0)
            throw new IllegalArgumentException(
                    "cycles from " + shortestCycle.toSeconds() + " to " + longestCycle.toSeconds() + " s are no range");
        if (cycleStep.toSeconds() < 1) throw new IllegalArgumentException("the cycle step must be at least 1 s");
        if (!(practicalSaturation > 0 && practicalSaturation <= 1))
            throw new IllegalArgumentException(
                    "the practical degree of saturation must be in (0, 1], but is " + practicalSaturation);
    }

    public DesignBounds withCycles(Duration shortest, Duration longest) {
        return new DesignBounds(shortest, longest, cycleStep, startLoss, endGain, practicalSaturation, gap);
    }

    public DesignBounds withCycleStep(Duration step) {
        return new DesignBounds(shortestCycle, longestCycle, step, startLoss, endGain, practicalSaturation, gap);
    }

    public DesignBounds withLosses(Duration start, Duration end) {
        return new DesignBounds(shortestCycle, longestCycle, cycleStep, start, end, practicalSaturation, gap);
    }

    /** Time lost at every begin of green besides the intergreen, seconds; negative where more is won than lost. */
    double netLossS() {
        return (startLoss.toMillis() - endGain.toMillis()) / 1000.0;
    }
}
