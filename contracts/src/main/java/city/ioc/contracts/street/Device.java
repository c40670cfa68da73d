package city.ioc.contracts.street;

import city.ioc.contracts.id.ApproachId;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.id.SignalGroupId;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A device that speaks MQTT, or a detector that speaks through its controller.
 *
 * @param site the intersection or other site it stands at: the second level of its topic
 * @param speaksThrough the device whose connection and credentials carry its messages; empty when it has its own
 * @param channel detector channel in the controller's high-resolution events
 * @param lane lane of the approach, 1 = next to the kerb
 * @param toStopLineM distance upstream of the stop line, metres
 * @param reportEvery how often it reports at least; silence of three times as long makes it stale
 * @param metrics what an environment sensor measures, for instance {@code pm2_5_ug_m3}
 */
public record Device(
        DeviceId id,
        Kind kind,
        LocalName name,
        IntersectionId site,
        GeoPoint at,
        Optional<DeviceId> speaksThrough,
        Optional<Integer> channel,
        Optional<ApproachId> approach,
        Optional<Integer> lane,
        Optional<Double> toStopLineM,
        Optional<SignalGroupId> group,
        @JsonProperty("reportEveryS") Duration reportEvery,
        List<String> metrics,
        LocalDate validFrom,
        Optional<LocalDate> validTo) {

    /** What the device is; one decoder and one set of plausibility bounds per kind. */
    public enum Kind {
        CONTROLLER,
        STOP_LINE_DETECTOR,
        ADVANCE_DETECTOR,
        PEDESTRIAN_BUTTON,
        RADAR,
        CAMERA,
        AIR_QUALITY,
        RAIN_GAUGE,
        WATER_LEVEL;

        public boolean isDetector() {
            return this == STOP_LINE_DETECTOR || this == ADVANCE_DETECTOR || this == PEDESTRIAN_BUTTON;
        }

        /** Whether it is a detector of a controller or a radar. */
        public boolean isDetectorOrRadar() {
            return isDetector() || this == RADAR;
        }

        public boolean isEnvironment() {
            return this == AIR_QUALITY || this == RAIN_GAUGE || this == WATER_LEVEL;
        }
    }

    public Device {
        metrics = List.copyOf(metrics);
        if (reportEvery.isNegative() || reportEvery.isZero())
            throw new IllegalArgumentException("device " + id + ": reportEveryS must be positive");
    }

    public boolean isValidOn(LocalDate day) {
        return !day.isBefore(validFrom) && validTo.map(end -> day.isBefore(end)).orElse(true);
    }
}
