package city.ioc.contracts.field;

import java.util.List;

/** Signal heads as a camera sees them: at every change and every few seconds. */
public record LampReadings(List<LampReading> readings) implements DeviceBody {
    public LampReadings {
        readings = List.copyOf(readings);
        if (readings.isEmpty()) throw new IllegalArgumentException("lamp readings must not be empty");
    }

    @Override
    public int samples() {
        return readings.size();
    }
}
