package city.ioc.edge.vision.plate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/** Plates by their lines of text alone, for crops in which the spotter sees nothing: a second, independent way to a first guess. */
final class TextPlates {
    /** A box of text this long for its height is one line; a shorter one is two that were taken for one. */
    private static final double ONE_LINE_ASPECT = 3.0;

    private static final int STRIP_WIDTH = 96;
    private static final int STRIP_HEIGHT = 64;

    private TextPlates() {}

    /** The lines of a plate, top first. */
    record Lines(List<Corners> strips) {
        Region region() {
            Corners first = strips.getFirst();
            Corners last = strips.getLast();
            Corners around = new Corners(List.of(
                    first.points().get(0),
                    first.points().get(1),
                    last.points().get(2),
                    last.points().get(3)));
            return new Region(around, 0.78 * first.height());
        }

        Layout layout() {
            return strips.size() == 1 ? Layout.ONE_LINE : Layout.TWO_LINE;
        }
    }

    /** What may be plates among boxes of text, the largest first. */
    static List<Lines> of(List<Corners> boxes, Mat grey) {
        List<Corners> left = new ArrayList<>(boxes);
        left.sort(Comparator.comparingDouble((Corners box) -> box.width() * box.height())
                .reversed());
        List<Lines> plates = new ArrayList<>();
        while (!left.isEmpty()) {
            Corners first = left.removeFirst();
            if (Math.abs(first.angle()) > 0.7) continue;
            Corners second = left.stream()
                    .filter(each -> areOnePlate(first, each))
                    .findFirst()
                    .orElse(first);
            if (second != first) {
                left.remove(second);
                boolean isBelow = second.centreY() > first.centreY();
                plates.add(new Lines(isBelow ? List.of(first, second) : List.of(second, first)));
            } else if (first.width() >= ONE_LINE_ASPECT * first.height()) {
                plates.add(new Lines(List.of(first)));
            } else {
                plates.add(split(first, grey));
            }
        }
        return plates;
    }

    private static boolean areOnePlate(Corners a, Corners b) {
        double height = (a.height() + b.height()) / 2;
        double ratio = a.height() / b.height();
        double apart = Math.abs(a.centreY() - b.centreY());
        double overlap = Math.min(a.right(), b.right()) - Math.max(a.left(), b.left());
        return ratio > 0.5
                && ratio < 2
                && apart > 0.5 * height
                && apart < 1.9 * height
                && overlap > 0.4 * Math.min(a.width(), b.width())
                && Math.max(a.width() / a.height(), b.width() / b.height()) < 6;
    }

    /** Cuts a box of two lines where the fewest edges are, between a third and two thirds of its height. */
    private static Lines split(Corners box, Mat grey) {
        int valley = STRIP_HEIGHT / 2;
        try (Rectified cut = Rectified.cut(grey, box, STRIP_WIDTH, STRIP_HEIGHT)) {
            Mat edges = new Mat();
            Imgproc.Sobel(cut.picture(), edges, CvType.CV_32F, 1, 0);
            Core.absdiff(edges, new org.opencv.core.Scalar(0), edges);
            double fewest = Double.POSITIVE_INFINITY;
            for (int y = STRIP_HEIGHT / 3; y <= 2 * STRIP_HEIGHT / 3; y++) {
                double sum = Core.sumElems(edges.row(y)).val[0] + Core.sumElems(edges.row(y - 1)).val[0];
                if (sum < fewest) {
                    fewest = sum;
                    valley = y;
                }
            }
            edges.release();
        }
        double share = (double) valley / STRIP_HEIGHT;
        return new Lines(List.of(part(box, 0, share), part(box, share, 1)));
    }

    private static Corners part(Corners box, double from, double to) {
        Corners.Corner lt = box.points().get(0);
        Corners.Corner rt = box.points().get(1);
        Corners.Corner rb = box.points().get(2);
        Corners.Corner lb = box.points().get(3);
        return new Corners(
                List.of(between(lt, lb, from), between(rt, rb, from), between(rt, rb, to), between(lt, lb, to)));
    }

    private static Corners.Corner between(Corners.Corner a, Corners.Corner b, double share) {
        return new Corners.Corner(a.x() + (b.x() - a.x()) * share, a.y() + (b.y() - a.y()) * share);
    }
}
