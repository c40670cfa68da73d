package city.ioc.contracts.field;

import city.ioc.contracts.evidence.PictureRegion;
import city.ioc.contracts.field.StopLinePassage.Break;
import city.ioc.contracts.id.ApproachId;
import city.ioc.contracts.street.VehicleClass;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How one vehicle that a camera followed behaved on the lanes of an approach: that it went against the traffic. It says what was
 * seen; what it means is judged elsewhere.
 *
 * @param at it was first seen to do so
 * @param until it was last seen to do so, or was told of
 * @param track the vehicle among those the camera followed since it was started, as in {@link PlateSighting}
 * @param vehicle empty where only its motion was seen
 * @param approach on whose carriageway
 * @param lane of the approach, 1 = next to the kerb; empty beside the lanes
 * @param movedM how far it went against the traffic
 * @param speedKmh with which it went
 * @param unseen the longest time between two sightings
 * @param broken why the track is not one vehicle's; empty where it is
 * @param geometryFrom the first day of the camera's geometry that this was seen by
 * @param box of the vehicle in the picture at the last instant
 */
public record LaneConduct(
        Kind kind,
        Instant at,
        Instant until,
        long track,
        Optional<VehicleClass> vehicle,
        ApproachId approach,
        OptionalInt lane,
        double movedM,
        double speedKmh,
        Duration unseen,
        Optional<Break> broken,
        LocalDate geometryFrom,
        PictureRegion box) {

    /** What it did. */
    public enum Kind {
        /** It went against the direction of the lanes. */
        AGAINST_TRAFFIC
    }

    /** Whoever a camera follows is out of its sight before. */
    public static final Duration LONGEST = Duration.ofMinutes(10);

    private static final double FARTHEST_M = 500;
    private static final double FASTEST_KMH = 250;

    public LaneConduct {
        if (track < 0) throw new IllegalArgumentException("track must not be negative, but is " + track);
        if (lane.isPresent() && (lane.getAsInt() < 1 || lane.getAsInt() > 20))
            throw new IllegalArgumentException("lane must be 1..20, but is " + lane.getAsInt());
        if (until.isBefore(at) || until.isAfter(at.plus(LONGEST)))
            throw new IllegalArgumentException("a conduct ends at most " + LONGEST.toMinutes()
                    + " min after it began at " + at + ", but did at " + until);
        if (!(movedM >= 0 && movedM <= FARTHEST_M))
            throw new IllegalArgumentException("movedM must be in [0, " + FARTHEST_M + "], but is " + movedM);
        if (!(speedKmh >= 0 && speedKmh <= FASTEST_KMH))
            throw new IllegalArgumentException("speedKmh must be in [0, " + FASTEST_KMH + "], but is " + speedKmh);
        if (unseen.isNegative() || unseen.compareTo(LONGEST) > 0)
            throw new IllegalArgumentException("it was unseen for " + unseen + ", which is no time between sightings");
    }

    /** For how long it was seen to do so. */
    public Duration lasted() {
        return Duration.between(at, until);
    }

    /** The same, dated otherwise. */
    public LaneConduct shifted(Duration by) {
        return new LaneConduct(
                kind,
                at.plus(by),
                until.plus(by),
                track,
                vehicle,
                approach,
                lane,
                movedM,
                speedKmh,
                unseen,
                broken,
                geometryFrom,
                box);
    }
}
