package city.ioc.sim.device;

import city.ioc.contracts.field.EnvironmentReading;
import city.ioc.contracts.field.EnvironmentReadings;
import city.ioc.contracts.street.Device;
import java.time.Instant;
import java.util.List;

/** A sensor of air, rain or water. Confined to the field's thread. */
final class EnvironmentSensor {
    private final Speaker speaker;
    private final ReportTimer timer;
    private final Surroundings surroundings;

    EnvironmentSensor(Speaker speaker, Surroundings surroundings, Instant start) {
        this.speaker = speaker;
        this.surroundings = surroundings;
        this.timer = new ReportTimer(speaker.device().id(), speaker.device().reportEvery(), start);
    }

    void report(Instant now) {
        Device device = speaker.device();
        if (device.metrics().isEmpty() || timer.elapsed(now).isEmpty()) return;
        List<EnvironmentReading> readings = device.metrics().stream()
                .map(metric -> new EnvironmentReading(now, metric, surroundings.value(device, metric, now)))
                .toList();
        speaker.say(new EnvironmentReadings(readings), now);
    }
}
