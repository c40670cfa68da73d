package city.ioc.edge.vision.detect;

/**
 * The scores from which a box is believed.
 *
 * @param rider of person and machine together; either alone has less
 * @param machine of a motorcycle or bicycle with nobody seen on it
 */
public record Thresholds(double rider, double machine, double vehicle, double pedestrian) {
    /** For single pictures, where nothing but the score tells a road user from a post. */
    public static final Thresholds STILL = new Thresholds(0.4, 0.3, 0.35, 0.4);
    /** For tracking, where the next pictures confirm or drop what is weak. */
    public static final Thresholds TRACKED = new Thresholds(0.25, 0.15, 0.15, 0.2);

    double of(RoadUser kind) {
        return switch (kind) {
            case MOTORCYCLE, BICYCLE -> machine;
            case CAR, VAN, BUS, TRUCK -> vehicle;
            case PEDESTRIAN -> pedestrian;
        };
    }
}
