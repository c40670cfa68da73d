package city.ioc.edge.vision.passage;

import city.ioc.contracts.camera.CameraGeometry;
import city.ioc.contracts.camera.GroundPoint;
import city.ioc.contracts.camera.Homography;
import city.ioc.contracts.camera.PictureLine;
import city.ioc.contracts.camera.PixelPoint;
import city.ioc.contracts.id.ApproachId;
import city.ioc.edge.vision.detect.RoadUser;
import city.ioc.edge.vision.track.Box;
import java.util.List;
import java.util.Optional;

/**
 * The stop line of one approach on the road: how far before or beyond it a vehicle's near end is, and where the junction begins.
 * Immutable.
 */
final class StopLineGround {
    private final ApproachId approach;
    private final Homography road;
    private final GroundPoint origin;
    private final double acrossX;
    private final double acrossY;
    private final double forwardX;
    private final double forwardY;
    private final double junctionM;
    private final boolean seesRears;

    private StopLineGround(ApproachId approach, Homography road, Line line, Line junction, boolean rears) {
        this.approach = approach;
        this.road = road;
        origin = line.from;
        double length = line.from.distanceM(line.to);
        acrossX = (line.to.x() - line.from.x()) / length;
        acrossY = (line.to.y() - line.from.y()) / length;
        double side = (junction.from.x() - origin.x()) * -acrossY + (junction.from.y() - origin.y()) * acrossX;
        forwardX = side > 0 ? -acrossY : acrossY;
        forwardY = side > 0 ? acrossX : -acrossX;
        junctionM = (forwardM(junction.from) + forwardM(junction.to)) / 2;
        seesRears = rears;
    }

    private record Line(GroundPoint from, GroundPoint to) {}

    /** One for each approach whose stop line and junction line are drawn, where a survey tells metres. */
    static List<StopLineGround> of(CameraGeometry geometry) {
        Optional<Homography> road = geometry.homography();
        if (road.isEmpty()) return List.of();
        return geometry.lines().stream()
                .filter(line -> line.kind() == PictureLine.Kind.STOP_LINE)
                .flatMap(line -> of(geometry, road.get(), line).stream())
                .toList();
    }

    private static Optional<StopLineGround> of(CameraGeometry geometry, Homography road, PictureLine stop) {
        if (stop.approach().isEmpty()) return Optional.empty();
        Optional<PictureLine> junction = geometry.lines().stream()
                .filter(line -> line.kind() == PictureLine.Kind.JUNCTION_LINE)
                .filter(line -> line.approach().equals(stop.approach()))
                .findFirst();
        Optional<Line> line = onGround(road, stop);
        Optional<Line> beyond = junction.flatMap(each -> onGround(road, each));
        if (line.isEmpty() || beyond.isEmpty()) return Optional.empty();
        boolean up = junction.get().from().y() + junction.get().to().y()
                < stop.from().y() + stop.to().y();
        StopLineGround made = new StopLineGround(stop.approach().get(), road, line.get(), beyond.get(), up);
        return made.junctionM > 0 ? Optional.of(made) : Optional.empty();
    }

    private static Optional<Line> onGround(Homography road, PictureLine line) {
        Optional<GroundPoint> from = road.toGround(line.from());
        Optional<GroundPoint> to = road.toGround(line.to());
        return from.isPresent() && to.isPresent() && from.get().distanceM(to.get()) > 0.5
                ? Optional.of(new Line(from.get(), to.get()))
                : Optional.empty();
    }

    ApproachId approach() {
        return approach;
    }

    /** From the stop line to where the junction begins. */
    double junctionM() {
        return junctionM;
    }

    /** What the camera sees of a vehicle lies so far behind its front: nothing where it sees fronts. */
    double toFrontM(Optional<RoadUser> kind) {
        return seesRears ? kind.map(StopLineGround::lengthM).orElse(0.0) : 0;
    }

    /** A place on the road: metres beyond the line, and along it from its first end. */
    record Place(double forwardM, double acrossM) {}

    /** Where a box touches the road. */
    Optional<Place> place(Box box) {
        return road.toGround(new PixelPoint(box.centreX(), box.bottom()))
                .map(at -> new Place(forwardM(at), (at.x() - origin.x()) * acrossX + (at.y() - origin.y()) * acrossY));
    }

    private double forwardM(GroundPoint at) {
        return (at.x() - origin.x()) * forwardX + (at.y() - origin.y()) * forwardY;
    }

    /** Usual lengths: of two-wheelers, cars, 16-seat vans, buses and two-axle lorries in Vietnam's towns. */
    private static double lengthM(RoadUser kind) {
        return switch (kind) {
            case MOTORCYCLE, PEDESTRIAN -> 1.9;
            case BICYCLE -> 1.8;
            case CAR -> 4.4;
            case VAN -> 5.4;
            case TRUCK -> 7.5;
            case BUS -> 10;
        };
    }
}
