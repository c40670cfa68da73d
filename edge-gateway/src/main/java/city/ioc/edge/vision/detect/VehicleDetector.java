package city.ioc.edge.vision.detect;

import java.util.ArrayList;
import java.util.List;
import org.opencv.core.Mat;
import org.opencv.core.Rect;

/** Finds the road users in a picture. One thread at a time; holds native memory until closed. */
public final class VehicleDetector implements AutoCloseable {
    /** What the network may propose at all; weaker boxes are noise even where several agree. */
    private static final double FLOOR = 0.1;

    private static final double LEAST_PERSON = 0.15;
    private static final double WIDEST_PERSON = 1.2;
    /** A tile's box this close to an inner edge, in pixels, is cut; the neighbouring tile has it whole. */
    private static final int CUT = 3;
    /** Height over width from which a vehicle may be a van, seen from wherever a camera hangs. */
    private static final double VAN_HEIGHT = 0.5;
    /** How near in score its two names must be. */
    private static final double VAN_DOUBT = 0.7;

    private final NanoDet network = new NanoDet();
    private final Thresholds thresholds;

    public VehicleDetector(Thresholds thresholds) {
        this.thresholds = thresholds;
    }

    /** Everything in a still picture, large and small, at whatever it costs: about half a second for 640 x 480. */
    public List<Detection> detect(Mat picture) {
        List<Scale> views = new ArrayList<>(Scale.fine(picture.cols(), picture.rows()));
        views.add(Scale.coarse(picture.cols(), picture.rows()));
        return detect(picture, views);
    }

    /** What the given views of a picture show. */
    public List<Detection> detect(Mat picture, List<Scale> views) {
        List<Candidate> proposed = new ArrayList<>();
        for (Scale view : views) proposed.addAll(look(picture, view));
        List<Candidate> distinct = Suppression.perKind(proposed);
        List<Candidate> persons = new ArrayList<>();
        List<Candidate> machines = new ArrayList<>();
        List<Candidate> bodies = new ArrayList<>();
        for (Candidate each : Suppression.acrossKinds(withoutPersons(distinct))) {
            if (each.kind() == CocoClass.MOTORCYCLE || each.kind() == CocoClass.BICYCLE) machines.add(each);
            else bodies.add(each);
        }
        for (Candidate each : distinct) if (isPerson(each)) persons.add(each);
        List<Detection> found = new ArrayList<>(RiderFusion.fuse(persons, machines, thresholds));
        for (Candidate body : bodies) found.add(RiderFusion.detection(kindOf(body, distinct), body.score(), body));
        found.removeIf(each -> each.score() < thresholds.of(each.kind()));
        return Suppression.riders(found);
    }

    private List<Candidate> look(Mat picture, Scale view) {
        Rect part = view.part();
        Mat whole = picture.submat(part);
        Mat cut = Grain.smoothed(whole);
        whole.release();
        List<Candidate> found = new ArrayList<>();
        for (Candidate each : network.propose(cut, view.inputWidth(), view.inputHeight(), FLOOR)) {
            boolean isWhole = (each.left() > CUT || part.x == 0)
                    && (each.top() > CUT || part.y == 0)
                    && (each.right() < part.width - CUT || part.x + part.width == picture.cols())
                    && (each.bottom() < part.height - CUT || part.y + part.height == picture.rows());
            if (isWhole) found.add(each.moved(part.x, part.y));
        }
        cut.release();
        return found;
    }

    /** Nobody on a street is wider than high, bent over handlebars or not. */
    private static boolean isPerson(Candidate each) {
        return each.kind() == CocoClass.PERSON
                && each.score() >= LEAST_PERSON
                && each.width() < WIDEST_PERSON * each.height();
    }

    private static List<Candidate> withoutPersons(List<Candidate> candidates) {
        return candidates.stream()
                .filter(each -> each.kind() != CocoClass.PERSON)
                .toList();
    }

    /**
     * COCO has no vans: people labelled them cars or trucks, and the network, unsure, says both of one box. A low box that it is
     * unsure of is a car nevertheless.
     */
    private static RoadUser kindOf(Candidate body, List<Candidate> distinct) {
        if (body.kind() == CocoClass.BUS) return RoadUser.BUS;
        CocoClass other = body.kind() == CocoClass.CAR ? CocoClass.TRUCK : CocoClass.CAR;
        boolean both = body.height() > VAN_HEIGHT * body.width()
                && distinct.stream()
                        .anyMatch(each -> each.kind() == other
                                && each.iou(body) > 0.7
                                && each.score() > VAN_DOUBT * body.score());
        if (both) return RoadUser.VAN;
        return body.kind() == CocoClass.CAR ? RoadUser.CAR : RoadUser.TRUCK;
    }

    @Override
    public void close() {
        network.close();
    }
}
