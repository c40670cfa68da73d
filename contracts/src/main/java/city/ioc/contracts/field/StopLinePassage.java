package city.ioc.contracts.field;

import city.ioc.contracts.evidence.PictureRegion;
import city.ioc.contracts.id.ApproachId;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.street.VehicleClass;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * One vehicle that a camera saw pass the stop line of an approach with its front. It says what was seen; what it means is judged
 * elsewhere.
 *
 * @param at its front passed the line
 * @param track the vehicle among those the camera followed since it was started, as in {@link PlateSighting}
 * @param vehicle empty where only its motion was seen
 * @param lane of the approach that it came from, 1 = next to the kerb
 * @param speedKmh with which it passed
 * @param enteredAt its front was in the junction beyond; empty where it was not seen there
 * @param stoodM how far beyond the line its front stood, before it went on or was lost from sight; empty where it did not stand
 * @param turnedDeg by how much its way had turned when it was last seen in the junction, to the right positive
 * @param broken why the track is not one vehicle's whole way over the line; empty where it is
 * @param geometryFrom the first day of the camera's geometry that this was seen by
 * @param box of the vehicle in the picture nearest to that instant
 * @param lamps the signal heads in the picture, of the intersection; empty where the camera sees none
 */
public record StopLinePassage(
        Instant at,
        long track,
        Optional<VehicleClass> vehicle,
        ApproachId approach,
        OptionalInt lane,
        OptionalDouble speedKmh,
        Optional<Instant> enteredAt,
        OptionalDouble stoodM,
        OptionalDouble turnedDeg,
        Optional<Break> broken,
        LocalDate geometryFrom,
        PictureRegion box,
        List<HeadSeen> lamps) {

    /** Why a track is not one vehicle's whole way over the line. */
    public enum Break {
        /** Seen too few times before the line. */
        BEGAN_LATE,
        /** Not seen for too long while it passed. */
        UNSEEN,
        /** No vehicle moves like that, or looks so otherwise on the two sides of the line: it may have become another one's track. */
        JUMPED,
        /** It went across rather than over the line. */
        SIDEWAYS,
        /** It was lost between the line and the junction. */
        LOST,
        /** Nobody knows what it is, and so not where its front is. */
        UNKNOWN_CLASS
    }

    /**
     * A signal head as the picture shows it.
     *
     * @param atLine when the vehicle passed the line
     * @param atEntry when it entered the junction, or the same again where it did not
     * @param confidence the lower of both
     */
    public record HeadSeen(SignalGroupId group, LampReading.Seen atLine, LampReading.Seen atEntry, double confidence) {
        public HeadSeen {
            if (!(confidence >= 0 && confidence <= 1))
                throw new IllegalArgumentException("confidence must be in [0, 1], but is " + confidence);
        }
    }

    /** Nobody is followed for longer between the line and the junction. */
    public static final Duration LONGEST = Duration.ofMinutes(2);

    private static final int MOST_LAMPS = 32;
    private static final double FASTEST_KMH = 250;
    private static final double FARTHEST_M = 100;

    public StopLinePassage {
        lamps = List.copyOf(lamps);
        if (track < 0) throw new IllegalArgumentException("track must not be negative, but is " + track);
        if (lane.isPresent() && (lane.getAsInt() < 1 || lane.getAsInt() > 20))
            throw new IllegalArgumentException("lane must be 1..20, but is " + lane.getAsInt());
        require("speedKmh", speedKmh, 0, FASTEST_KMH);
        require("stoodM", stoodM, 0, FARTHEST_M);
        require("turnedDeg", turnedDeg, -180, 180);
        if (enteredAt.isPresent()
                && (enteredAt.get().isBefore(at) || enteredAt.get().isAfter(at.plus(LONGEST))))
            throw new IllegalArgumentException("a vehicle enters the junction at most " + LONGEST.toSeconds()
                    + " s after it passed the line at " + at + ", but did at " + enteredAt.get());
        if (lamps.size() > MOST_LAMPS)
            throw new IllegalArgumentException("at most " + MOST_LAMPS + " heads, but there are " + lamps.size());
    }

    /** The last instant that it speaks of. */
    public Instant end() {
        return enteredAt.orElse(at);
    }

    /** The same, dated otherwise. */
    public StopLinePassage shifted(Duration by) {
        return new StopLinePassage(
                at.plus(by),
                track,
                vehicle,
                approach,
                lane,
                speedKmh,
                enteredAt.map(entered -> entered.plus(by)),
                stoodM,
                turnedDeg,
                broken,
                geometryFrom,
                box,
                lamps);
    }

    private static void require(String name, OptionalDouble value, double least, double most) {
        if (value.isPresent() && !(value.getAsDouble() >= least && value.getAsDouble() <= most))
            throw new IllegalArgumentException(
                    name + " must be in [" + least + ", " + most + "], but is " + value.getAsDouble());
    }
}
