package city.ioc.sim.device;

import city.ioc.contracts.field.DeviceReport;
import city.ioc.contracts.id.DeviceId;
import java.time.Instant;
import java.util.Optional;

/** A camera that says that it is well. Its pictures go {@link FieldRun#showFrame another way}. Confined to the field's thread. */
final class Camera {
    private static final Optional<String> FIRMWARE = Optional.of("simulated-1");

    private final Speaker speaker;
    private final ReportTimer timer;

    Camera(Speaker speaker, Instant start) {
        this.speaker = speaker;
        this.timer = new ReportTimer(speaker.device().id(), speaker.device().reportEvery(), start);
    }

    DeviceId id() {
        return speaker.device().id();
    }

    void report(Instant now) {
        if (timer.elapsed(now).isPresent()) speaker.say(new DeviceReport(now, true, Optional.empty(), FIRMWARE), now);
    }
}
