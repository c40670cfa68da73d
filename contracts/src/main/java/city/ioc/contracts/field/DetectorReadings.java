package city.ioc.contracts.field;

import java.util.List;

/** Readings of one or several detectors. */
public record DetectorReadings(List<DetectorReading> readings) implements DeviceBody {
    public DetectorReadings {
        readings = List.copyOf(readings);
        if (readings.isEmpty()) throw new IllegalArgumentException("detector readings must not be empty");
    }

    @Override
    public int samples() {
        return readings.stream().mapToInt(DetectorReading::samples).sum();
    }
}
