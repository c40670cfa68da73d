package city.ioc.edge.vision.geometry;

import city.ioc.contracts.camera.CameraGeometry;
import city.ioc.contracts.camera.GroundPoint;
import city.ioc.contracts.camera.Homography;
import city.ioc.contracts.camera.PictureLane;
import city.ioc.contracts.camera.PixelPoint;
import city.ioc.contracts.camera.Ring;
import city.ioc.contracts.street.VehicleClass;
import city.ioc.edge.vision.detect.RoadUser;
import city.ioc.edge.vision.track.Box;
import city.ioc.edge.vision.track.Track;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What goes on in the lanes of one camera, read from its tracks. Without memory: the tracks have it. */
public final class LaneWatch {
    /** Steps that a lane's length is divided into to see how much of it is covered. */
    private static final int STEPS = 200;
    /** Below this a vehicle is queued: walking pace, HCM's 5 mph rounded down to what a camera can tell. */
    private static final double QUEUED_KMH = 7;
    /** Without a survey: sizes of its box that a queued vehicle moves in a second at most. */
    private static final double QUEUED_SIZES = 0.5;
    /** A gap longer than this ends a queue: two cars' lengths with the distance they keep. */
    private static final double GAP_M = 15;

    private final CameraGeometry geometry;
    private final Optional<Homography> road;

    public LaneWatch(CameraGeometry geometry) {
        this.geometry = geometry;
        road = geometry.homography();
    }

    /** The lanes in the order of the geometry. Pedestrians are no traffic of a lane. */
    public List<LaneState> see(List<Track> tracks) {
        List<Track> vehicles = tracks.stream()
                .filter(track ->
                        track.kind().filter(RoadUser.PEDESTRIAN::equals).isEmpty())
                .toList();
        return geometry.lanes().stream().map(lane -> state(lane, vehicles)).toList();
    }

    /** A track's speed on the road; empty without a survey or where the picture shows no road. */
    public OptionalDouble speedKmh(Track track) {
        PixelPoint now = wheels(track.box());
        // A hundredth of a second: short enough to be straight, long enough for the arithmetic.
        double dt = 0.01;
        PixelPoint soon = new PixelPoint(now.x() + track.speedX() * dt, now.y() + track.speedY() * dt);
        Optional<GroundPoint> from = road.flatMap(each -> each.toGround(now));
        Optional<GroundPoint> to = road.flatMap(each -> each.toGround(soon));
        if (from.isEmpty() || to.isEmpty()) return OptionalDouble.empty();
        return OptionalDouble.of(from.get().distanceM(to.get()) / dt * 3.6);
    }

    /** The lane that it stands or drives in. */
    public Optional<PictureLane> laneOf(Track track) {
        PixelPoint wheels = wheels(track.box());
        return geometry.lanes().stream()
                .filter(lane -> new Ring(lane.ring()).contains(wheels))
                .findFirst();
    }

    private LaneState state(PictureLane lane, List<Track> vehicles) {
        Ring ring = new Ring(lane.ring());
        List<Track> inside = vehicles.stream()
                .filter(track -> ring.contains(wheels(track.box())))
                .toList();
        double pcu = inside.stream().mapToDouble(LaneWatch::pcu).sum();
        BitSet covered = new BitSet(STEPS);
        for (Track each : inside) {
            Stretch stretch = stretch(lane, each.box());
            covered.set(
                    Math.clamp((int) (stretch.front * STEPS), 0, STEPS),
                    Math.clamp((int) Math.ceil(stretch.rear * STEPS), 0, STEPS));
        }
        OptionalDouble speed = inside.stream()
                .map(this::speedKmh)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .average();
        return new LaneState(
                lane.id(), inside.size(), pcu, (double) covered.cardinality() / STEPS, queueM(lane, inside), speed);
    }

    /** From the stop line backwards, vehicle by vehicle, as long as they stand and follow closely. */
    private OptionalDouble queueM(PictureLane lane, List<Track> inside) {
        double end = 0;
        if (road.flatMap(each -> each.toGround(lane.arrowTo())).isEmpty()) return OptionalDouble.empty();
        List<double[]> standing = new ArrayList<>();
        for (Track each : inside) {
            if (!isQueued(each)) continue;
            Stretch stretch = stretch(lane, each.box());
            standing.add(new double[] {metres(lane, stretch.front), metres(lane, stretch.rear)});
        }
        standing.sort(Comparator.comparingDouble(each -> each[0]));
        for (double[] each : standing) {
            if (each[0] - end > GAP_M) break;
            end = Math.max(end, each[1]);
        }
        return OptionalDouble.of(end);
    }

    private boolean isQueued(Track track) {
        OptionalDouble speed = speedKmh(track);
        return speed.isPresent()
                ? speed.getAsDouble() < QUEUED_KMH
                : track.speed() < QUEUED_SIZES * track.box().size();
    }

    /** Part of the arrow's length, from the stop line, at which a vehicle begins and ends. */
    private record Stretch(double front, double rear) {}

    /** The lower half of a box stands on the road; its upper half only hides what is behind. */
    private static Stretch stretch(PictureLane lane, Box box) {
        double near = along(lane, new PixelPoint(box.centreX(), box.bottom()));
        double far = along(lane, new PixelPoint(box.centreX(), box.centreY()));
        return new Stretch(Math.clamp(Math.min(near, far), 0, 1), Math.clamp(Math.max(near, far), 0, 1));
    }

    /** 0 at the stop line, 1 where the arrow begins. */
    private static double along(PictureLane lane, PixelPoint p) {
        double dx = lane.arrowFrom().x() - lane.arrowTo().x();
        double dy = lane.arrowFrom().y() - lane.arrowTo().y();
        return ((p.x() - lane.arrowTo().x()) * dx + (p.y() - lane.arrowTo().y()) * dy) / (dx * dx + dy * dy);
    }

    private double metres(PictureLane lane, double along) {
        PixelPoint at = new PixelPoint(
                lane.arrowTo().x()
                        + along * (lane.arrowFrom().x() - lane.arrowTo().x()),
                lane.arrowTo().y()
                        + along * (lane.arrowFrom().y() - lane.arrowTo().y()));
        GroundPoint stop = road.flatMap(each -> each.toGround(lane.arrowTo())).orElseThrow();
        return road.flatMap(each -> each.toGround(at)).map(stop::distanceM).orElse(0.0);
    }

    /** Where it touches the road. */
    private static PixelPoint wheels(Box box) {
        return new PixelPoint(box.centreX(), box.bottom() - 0.1 * box.h());
    }

    /** What only its motion betrays is counted like a car. */
    private static double pcu(Track track) {
        return track.kind().flatMap(RoadUser::vehicle).map(VehicleClass::pcu).orElse(1.0);
    }
}
