package city.ioc.contracts.field;

import java.util.List;

/** Measured values of an environment sensor. */
public record EnvironmentReadings(List<EnvironmentReading> readings) implements DeviceBody {
    public EnvironmentReadings {
        readings = List.copyOf(readings);
        if (readings.isEmpty()) throw new IllegalArgumentException("environment readings must not be empty");
    }

    @Override
    public int samples() {
        return readings.size();
    }
}
