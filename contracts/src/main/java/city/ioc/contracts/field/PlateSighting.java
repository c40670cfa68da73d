package city.ioc.contracts.field;

import city.ioc.contracts.id.ApproachId;
import city.ioc.contracts.street.VehicleClass;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The number plate of one vehicle as a camera read it while it followed the vehicle.
 *
 * @param at of the picture in which it was surest
 * @param track the vehicle among those the camera followed since it was started
 * @param vehicle empty where only its motion was seen
 * @param confidence probability that every character is right
 * @param autoAccept whether nobody needs to look: at least 99.5 % of such reads are right
 * @param reads in how many pictures it was read
 * @param alternatives what else it may say, likeliest first
 * @param approach where the vehicle was, as far as the camera's geometry says so
 */
public record PlateSighting(
        Instant at,
        long track,
        Optional<VehicleClass> vehicle,
        PlateText plate,
        Layout layout,
        double confidence,
        boolean autoAccept,
        int reads,
        List<Alternative> alternatives,
        Optional<ApproachId> approach,
        Motion motion) {

    /** How the characters are laid. */
    public enum Layout {
        ONE_LINE,
        TWO_LINE
    }

    /** Which way it went: its rear plate is seen when it goes away. */
    public enum Motion {
        AWAY,
        TOWARDS,
        STANDING
    }

    /** Another reading, and its share of the weight of all readings. */
    public record Alternative(PlateText plate, double share) {
        public Alternative {
            requireShare("share", share);
        }
    }

    private static final int MOST_ALTERNATIVES = 10;

    public PlateSighting {
        alternatives = List.copyOf(alternatives);
        if (track < 0) throw new IllegalArgumentException("track must not be negative, but is " + track);
        requireShare("confidence", confidence);
        if (reads < 1 || reads > 1000) throw new IllegalArgumentException("reads must be 1..1000, but is " + reads);
        if (alternatives.size() > MOST_ALTERNATIVES)
            throw new IllegalArgumentException(
                    "at most " + MOST_ALTERNATIVES + " alternatives, but there are " + alternatives.size());
    }

    /** The same, dated otherwise. */
    public PlateSighting withAt(Instant time) {
        return new PlateSighting(
                time, track, vehicle, plate, layout, confidence, autoAccept, reads, alternatives, approach, motion);
    }

    private static void requireShare(String name, double value) {
        if (!(value >= 0 && value <= 1))
            throw new IllegalArgumentException(name + " must be in [0, 1], but is " + value);
    }
}
