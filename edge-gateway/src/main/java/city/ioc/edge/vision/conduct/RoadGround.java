package city.ioc.edge.vision.conduct;

import city.ioc.contracts.camera.CameraGeometry;
import city.ioc.contracts.camera.GroundPoint;
import city.ioc.contracts.camera.Homography;
import city.ioc.contracts.camera.PictureLane;
import city.ioc.contracts.camera.PictureLine;
import city.ioc.contracts.camera.PixelPoint;
import city.ioc.contracts.id.ApproachId;
import city.ioc.edge.vision.track.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The lanes of one approach on the road, all of one direction: how far along them something is, and whether it is on them or on the
 * strip between them and the kerb. The other half of the street is none of it. Immutable.
 */
final class RoadGround {
    /** Between the kerb-side lane and the kerb, where those ride who go against the traffic. */
    private static final double KERB_STRIP_M = 1.5;
    /** Who comes the other way may cut the street's axis by so much, and boxes tremble. */
    private static final double AXIS_STRIP_M = 0.7;

    private final ApproachId approach;
    private final Homography road;
    private final GroundPoint origin;
    private final double forwardX;
    private final double forwardY;
    private final List<Strip> strips = new ArrayList<>();
    private final double low;
    private final double high;
    private final double beginM;

    /** A lane between two distances from the origin across the road. */
    private record Strip(int lane, double low, double high) {
        double middle() {
            return (low + high) / 2;
        }
    }

    private RoadGround(
            ApproachId approach,
            Homography road,
            List<PictureLane> lanes,
            GroundPoint from,
            GroundPoint to,
            Optional<PictureLine> stop) {
        this.approach = approach;
        this.road = road;
        origin = to;
        double length = from.distanceM(to);
        forwardX = (to.x() - from.x()) / length;
        forwardY = (to.y() - from.y()) / length;
        double begin = 0;
        for (PictureLane lane : lanes) {
            List<Place> corners =
                    lane.ring().stream().flatMap(each -> place(each).stream()).toList();
            if (corners.size() < lane.ring().size()) continue;
            begin = Math.min(
                    begin, corners.stream().mapToDouble(Place::alongM).min().orElse(0));
            strips.add(new Strip(
                    lane.lane(),
                    corners.stream().mapToDouble(Place::acrossM).min().orElse(0),
                    corners.stream().mapToDouble(Place::acrossM).max().orElse(0)));
        }
        strips.sort(Comparator.comparingInt(Strip::lane));
        beginM = begin;
        double kerb = kerbSide(stop);
        double lowest = strips.stream().mapToDouble(Strip::low).min().orElse(0);
        double highest = strips.stream().mapToDouble(Strip::high).max().orElse(0);
        low = lowest + (kerb < 0 ? -KERB_STRIP_M : AXIS_STRIP_M);
        high = highest + (kerb > 0 ? KERB_STRIP_M : -AXIS_STRIP_M);
    }

    /** Across the road: 1 or -1 towards the kerb, 0 where nobody knows. A stop line begins at the kerb, the first lane lies next to it. */
    private double kerbSide(Optional<PictureLine> stop) {
        Optional<Place> from = stop.flatMap(line -> place(line.from()));
        Optional<Place> to = stop.flatMap(line -> place(line.to()));
        if (from.isPresent() && to.isPresent())
            return Math.signum(from.get().acrossM() - to.get().acrossM());
        return strips.size() < 2
                ? 0
                : Math.signum(strips.getFirst().middle() - strips.getLast().middle());
    }

    /** One for each approach with lanes, where a survey tells metres. */
    static List<RoadGround> of(CameraGeometry geometry) {
        Optional<Homography> road = geometry.homography();
        if (road.isEmpty()) return List.of();
        Map<ApproachId, List<PictureLane>> byApproach = new LinkedHashMap<>();
        for (PictureLane lane : geometry.lanes())
            byApproach
                    .computeIfAbsent(lane.approach(), approach -> new ArrayList<>())
                    .add(lane);
        List<RoadGround> grounds = new ArrayList<>();
        byApproach.forEach((approach, lanes) -> {
            Optional<GroundPoint> from = road.get().toGround(lanes.getFirst().arrowFrom());
            Optional<GroundPoint> to = road.get().toGround(lanes.getFirst().arrowTo());
            if (from.isEmpty() || to.isEmpty() || from.get().distanceM(to.get()) < 1) return;
            Optional<PictureLine> stop = geometry.lines().stream()
                    .filter(line -> line.kind() == PictureLine.Kind.STOP_LINE
                            && line.approach().filter(approach::equals).isPresent())
                    .findFirst();
            RoadGround ground = new RoadGround(approach, road.get(), lanes, from.get(), to.get(), stop);
            if (!ground.strips.isEmpty()) grounds.add(ground);
        });
        return grounds;
    }

    ApproachId approach() {
        return approach;
    }

    /** A place on the road: metres along the arrows, 0 at the stop line, and across. */
    record Place(double alongM, double acrossM) {}

    /** Where a box touches the road. */
    Optional<Place> place(Box box) {
        return place(new PixelPoint(box.centreX(), box.bottom()));
    }

    private Optional<Place> place(PixelPoint pixel) {
        return road.toGround(pixel).map(at -> {
            double dx = at.x() - origin.x();
            double dy = at.y() - origin.y();
            return new Place(dx * forwardX + dy * forwardY, dx * forwardY - dy * forwardX);
        });
    }

    /** Whether a place is on its lanes or between them and the kerb, before the stop line and as far as they are drawn. */
    boolean contains(Place place) {
        return place.acrossM() >= low && place.acrossM() <= high && place.alongM() <= 0 && place.alongM() >= beginM;
    }

    /** The lane at a place; empty beside them. */
    OptionalInt lane(Place place) {
        return strips.stream()
                .filter(strip -> place.acrossM() >= strip.low() && place.acrossM() <= strip.high())
                .mapToInt(Strip::lane)
                .findFirst();
    }
}
