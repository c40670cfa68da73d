package city.ioc.edge.vision.sighting;

import city.ioc.contracts.field.PlateSighting;
import city.ioc.contracts.id.ApproachId;
import city.ioc.edge.vision.detect.RoadUser;
import city.ioc.edge.vision.track.Box;
import java.util.Optional;

/**
 * A road user that a camera follows, in one picture.
 *
 * @param seen by this picture; if not, the box is where it is expected
 * @param speedY pixels a second, down the picture
 * @param approach whose lane it is in, as far as the geometry says so
 */
public record Vehicle(
        long track, Optional<RoadUser> kind, Box box, boolean seen, double speedY, Optional<ApproachId> approach) {
    /** Below so many sizes of its box a second it stands. */
    private static final double STANDING = 0.1;

    /**
     * About how high the letters of its rear plate are in the picture: 55 mm on motorcycles' plates, 80 mm on others (QCVN
     * 08:2024/BCA), and the box is as wide as such vehicles usually are. From close behind a rider hides his machine and is taken for a
     * pedestrian, or sits on what is taken for a bicycle; those who have no plate cost a few reads. Zero where only motion was seen.
     */
    double letterPx() {
        if (kind.isEmpty()) return 0;
        return switch (kind.get()) {
            case MOTORCYCLE, BICYCLE, PEDESTRIAN -> box.w() * 0.055 / 0.75;
            case CAR -> box.w() * 0.08 / 1.8;
            case VAN -> box.w() * 0.08 / 1.9;
            case TRUCK -> box.w() * 0.08 / 2.4;
            case BUS -> box.w() * 0.08 / 2.5;
        };
    }

    PlateSighting.Motion motion() {
        if (Math.abs(speedY) < STANDING * box.size()) return PlateSighting.Motion.STANDING;
        return speedY > 0 ? PlateSighting.Motion.TOWARDS : PlateSighting.Motion.AWAY;
    }

    /** Whether the picture shows all of it, so that the plate is not cut. */
    boolean isWithin(int width, int height) {
        return box.left() > 1 && box.right() < width - 1 && box.bottom() < height - 1;
    }
}
