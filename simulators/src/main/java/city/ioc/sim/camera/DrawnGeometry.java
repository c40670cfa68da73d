package city.ioc.sim.camera;

import city.ioc.contracts.camera.CameraGeometry;
import city.ioc.contracts.camera.GroundPoint;
import city.ioc.contracts.camera.PictureHead;
import city.ioc.contracts.camera.PictureLane;
import city.ioc.contracts.camera.PictureLine;
import city.ioc.contracts.camera.PixelPoint;
import city.ioc.contracts.camera.SurveyPoint;
import city.ioc.contracts.id.ApproachId;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.sim.camera.draw.CameraPose;
import city.ioc.sim.camera.draw.Projection;
import city.ioc.sim.camera.scenery.Scenery.HeadPlace;
import city.ioc.sim.traffic.Carriageway;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The geometry of a simulated camera's picture, as a surveyor with a tape would draw it: stop line, lanes, marks, signal heads. It follows from
 * where the camera hangs, so that the demo's data hold for what the demo draws. Ground coordinates are metres to the right of the
 * street's axis and along the street, 0 at the stop line.
 */
final class DrawnGeometry {
    /** How far before the stop line a lane is drawn at most. */
    private static final int LONGEST_M = 40;
    /** A lane of which less can be seen is not drawn. */
    private static final int SHORTEST_M = 2;
    /** Steps across the road in which the visible part of the stop line is looked for. */
    private static final int STEPS = 200;
    /** Cosine of the angle at which lenses are looked at, and height of a head in the picture: less cannot be read. */
    private static final double LEAST_FACING = 0.7;

    private static final double LEAST_HEAD_PX = 15;
    private static final double HEAD_MARGIN = 0.15;

    private final CameraView view;
    private final Carriageway road;
    private final ApproachId approach;
    private final Projection projection;
    private final List<HeadPlace> heads;
    private final double junctionM;

    private DrawnGeometry(
            CameraView view, Carriageway road, ApproachId approach, double junctionM, List<HeadPlace> heads) {
        this.junctionM = junctionM;
        this.heads = nearest(heads, view.pose(road));
        this.view = view;
        this.road = road;
        this.approach = approach;
        this.projection = new Projection(view.pose(road));
    }

    /**
     * @param road that ends at the approach
     * @param junctionM how far beyond the stop line the junction begins
     * @param heads of the camera's intersection
     */
    static CameraGeometry of(
            CameraView view,
            Carriageway road,
            ApproachId approach,
            double junctionM,
            List<HeadPlace> heads,
            LocalDate validFrom) {
        return new DrawnGeometry(view, road, approach, junctionM, heads).draw(validFrom);
    }

    private CameraGeometry draw(LocalDate validFrom) {
        List<PictureLine> lines = new ArrayList<>();
        across("stop", PictureLine.Kind.STOP_LINE, 0).ifPresent(lines::add);
        across("junction", PictureLine.Kind.JUNCTION_LINE, junctionM).ifPresent(lines::add);
        List<PictureLane> lanes = new ArrayList<>();
        for (int number = 1; number <= road.link().lanes().size(); number++)
            lane(number).ifPresent(lanes::add);
        return new CameraGeometry(
                view.device(),
                validFrom,
                Optional.empty(),
                view.widthPx(),
                view.heightPx(),
                marks(),
                lines,
                lanes,
                List.of(),
                heads.stream().flatMap(each -> head(each).stream()).toList());
    }

    /** From the kerb to the axis, so that who leaves comes from its left. */
    private Optional<PictureLine> across(String id, PictureLine.Kind kind, double alongM) {
        Optional<PixelPoint> kerb = Optional.empty();
        Optional<PixelPoint> axis = Optional.empty();
        for (int step = 0; step <= STEPS; step++) {
            Optional<PixelPoint> point = pixel(alongM, road.widthM() * step / STEPS);
            if (point.isEmpty()) continue;
            if (axis.isEmpty()) axis = point;
            kerb = point;
        }
        if (kerb.isEmpty() || axis.isEmpty() || kerb.get().distance(axis.get()) < 20) return Optional.empty();
        return Optional.of(new PictureLine(id, kind, kerb.get(), axis.get(), Optional.of(approach)));
    }

    private Optional<PictureLane> lane(int number) {
        double inner = road.innerEdgeM(number);
        double outer = road.outerEdgeM(number);
        for (int length = LONGEST_M; length >= SHORTEST_M; length--) {
            List<PixelPoint> ring = new ArrayList<>();
            for (double[] corner : new double[][] {{0, inner}, {0, outer}, {-length, outer}, {-length, inner}})
                pixel(corner[0], corner[1]).ifPresent(ring::add);
            double middle = (inner + outer) / 2;
            Optional<PixelPoint> from = pixel(-length, middle);
            Optional<PixelPoint> to = pixel(0, middle);
            if (ring.size() < 4 || from.isEmpty() || to.isEmpty()) continue;
            return Optional.of(new PictureLane("lane-" + number, approach, number, ring, from.get(), to.get()));
        }
        return Optional.empty();
    }

    /** Those that show the camera their lenses, of each group the nearest. */
    private static List<HeadPlace> nearest(List<HeadPlace> heads, CameraPose pose) {
        Map<SignalGroupId, HeadPlace> nearest = new TreeMap<>(Comparator.comparing(SignalGroupId::value));
        for (HeadPlace head : heads) {
            double east = head.east() - pose.east();
            double north = head.north() - pose.north();
            boolean facing = Math.sin(head.headingRad()) * east + Math.cos(head.headingRad()) * north
                    > LEAST_FACING * Math.hypot(east, north);
            if (facing) nearest.merge(head.group(), head, (a, b) -> distance(a, pose) <= distance(b, pose) ? a : b);
        }
        return List.copyOf(nearest.values());
    }

    private static double distance(HeadPlace head, CameraPose pose) {
        return Math.hypot(head.east() - pose.east(), head.north() - pose.north());
    }

    /** Its outline with a margin, as a hand draws it; empty where it is cut by the picture's edge or too small to be read. */
    private Optional<PictureHead> head(HeadPlace place) {
        FrameTruth.Box box = HeadPainter.box(place, projection);
        double margin = HEAD_MARGIN * box.height();
        int left = (int) Math.floor(box.x() - margin);
        int top = (int) Math.floor(box.y() - margin);
        int right = (int) Math.ceil(box.x() + box.width() + margin);
        int bottom = (int) Math.ceil(box.y() + box.height() + margin);
        boolean inside = left >= 0 && top >= 0 && right <= view.widthPx() && bottom <= view.heightPx();
        if (!inside || box.height() < LEAST_HEAD_PX) return Optional.empty();
        return Optional.of(
                new PictureHead("head-" + place.group(), place.group(), left, top, right - left, bottom - top));
    }

    /** Corners of a grid on the road that can be seen. */
    private List<SurveyPoint> marks() {
        List<SurveyPoint> marks = new ArrayList<>();
        for (int along = -30; along <= 20; along += 5)
            for (double right : new double[] {0, road.widthM() / 2, road.widthM()}) {
                double alongM = along;
                pixel(along, right)
                        .ifPresent(point -> marks.add(new SurveyPoint(point, new GroundPoint(right, alongM))));
            }
        return marks;
    }

    /** To a tenth of a pixel; empty outside the picture. */
    private Optional<PixelPoint> pixel(double alongM, double rightM) {
        Carriageway.Place place = road.at(road.lengthM() + alongM, rightM);
        return projection
                .pixel(place.east(), place.north(), 0)
                .filter(at -> at.x() >= 0 && at.y() >= 0 && at.x() <= view.widthPx() && at.y() <= view.heightPx())
                .map(at -> new PixelPoint(Math.round(at.x() * 10) / 10.0, Math.round(at.y() * 10) / 10.0));
    }
}
