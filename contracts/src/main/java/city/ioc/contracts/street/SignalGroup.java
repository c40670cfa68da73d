package city.ioc.contracts.street;

import city.ioc.contracts.id.ApproachId;
import city.ioc.contracts.id.SignalGroupId;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Lamps that always show the same. {@code number} is the parameter of its high-resolution events.
 *
 * @param movements what a vehicle group releases; empty for pedestrians
 * @param crosses the approach that a pedestrian group crosses
 * @param amber how long amber is shown after green; zero for pedestrian groups, whose {@code clearance} follows green
 * @param minGreen least green; of a pedestrian group its least walk
 * @param maxRed red is never longer than this; zero where there is no bound
 * @param clearance flashing green before red of a pedestrian group; zero for vehicles
 * @param crossingM width of the carriageway that a pedestrian group crosses, metres; without it the city's network tells
 */
public record SignalGroup(
        SignalGroupId id,
        int number,
        Kind kind,
        List<Movement> movements,
        Optional<ApproachId> crosses,
        @JsonProperty("minGreenS") Duration minGreen,
        @JsonProperty("maxRedS") Duration maxRed,
        @JsonProperty("amberS") Duration amber,
        @JsonProperty("clearanceS") Duration clearance,
        Optional<Double> crossingM) {

    /** Where a log numbers overlaps for themselves, overlap n is the group of this number + n. */
    public static final int OVERLAP_NUMBERS = 100;

    /** Where a log gives pedestrian signals the number of a vehicle group, that of n is the group of this number + n. */
    public static final int PEDESTRIAN_NUMBERS = 200;

    /** Who obeys the lamps. */
    public enum Kind {
        VEHICLE,
        PEDESTRIAN
    }

    public SignalGroup {
        movements = List.copyOf(movements);
        if (number < 1 || number > 255)
            throw new IllegalArgumentException("signal group " + id + ": number must be 1..255, but is " + number);
        if (minGreen.isNegative() || minGreen.isZero())
            throw new IllegalArgumentException("signal group " + id + ": minGreenS must be positive");
        if (crossingM.isPresent() && !(crossingM.get() > 0))
            throw new IllegalArgumentException("signal group " + id + ": crossingM must be positive");
    }

    /** A group whose crossing, if it has one, is as wide as the city's network says. */
    public SignalGroup(
            SignalGroupId id,
            int number,
            Kind kind,
            List<Movement> movements,
            Optional<ApproachId> crosses,
            Duration minGreen,
            Duration maxRed,
            Duration amber,
            Duration clearance) {
        this(id, number, kind, movements, crosses, minGreen, maxRed, amber, clearance, Optional.empty());
    }

    /** Time from the end of green until the group shows red. */
    public Duration endOfGreen() {
        return amber.plus(clearance);
    }
}
