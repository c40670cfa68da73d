package city.ioc.sim.camera;

import city.ioc.contracts.camera.CameraGeometry;
import city.ioc.contracts.camera.GroundPoint;
import city.ioc.contracts.camera.PictureLane;
import city.ioc.contracts.camera.PictureLine;
import city.ioc.contracts.camera.PixelPoint;
import city.ioc.contracts.camera.SurveyPoint;
import city.ioc.contracts.id.ApproachId;
import city.ioc.sim.camera.draw.Projection;
import city.ioc.sim.traffic.Carriageway;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The geometry of a simulated camera's picture, as a surveyor with a tape would draw it: stop line, lanes, marks. It follows from
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

    private final CameraView view;
    private final Carriageway road;
    private final ApproachId approach;
    private final Projection projection;

    private DrawnGeometry(CameraView view, Carriageway road, ApproachId approach) {
        this.view = view;
        this.road = road;
        this.approach = approach;
        this.projection = new Projection(view.pose(road));
    }

    /** @param road that ends at the approach */
    static CameraGeometry of(CameraView view, Carriageway road, ApproachId approach, LocalDate validFrom) {
        return new DrawnGeometry(view, road, approach).draw(validFrom);
    }

    private CameraGeometry draw(LocalDate validFrom) {
        List<PictureLine> lines = new ArrayList<>();
        stopLine().ifPresent(lines::add);
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
                List.of());
    }

    /** From the kerb to the axis, so that who leaves comes from its left. */
    private Optional<PictureLine> stopLine() {
        Optional<PixelPoint> kerb = Optional.empty();
        Optional<PixelPoint> axis = Optional.empty();
        for (int step = 0; step <= STEPS; step++) {
            Optional<PixelPoint> point = pixel(0, road.widthM() * step / STEPS);
            if (point.isEmpty()) continue;
            if (axis.isEmpty()) axis = point;
            kerb = point;
        }
        if (kerb.isEmpty() || axis.isEmpty() || kerb.get().distance(axis.get()) < 20) return Optional.empty();
        return Optional.of(
                new PictureLine("stop", PictureLine.Kind.STOP_LINE, kerb.get(), axis.get(), Optional.of(approach)));
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
