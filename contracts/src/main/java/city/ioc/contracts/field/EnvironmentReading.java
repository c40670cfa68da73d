package city.ioc.contracts.field;

import java.time.Instant;
import java.util.regex.Pattern;

/** One measured value of air, rain or water. {@code metric} carries its unit, for instance {@code water_level_m}. */
public record EnvironmentReading(Instant at, String metric, double value) {
    private static final Pattern METRIC = Pattern.compile("[a-z][a-z0-9_]{1,39}");

    public EnvironmentReading {
        if (!METRIC.matcher(metric).matches())
            throw new IllegalArgumentException(
                    "metric must be lower-case words joined by '_', but is \"" + metric + "\"");
        if (!Double.isFinite(value)) throw new IllegalArgumentException(metric + " must be a finite number");
    }
}
