package city.ioc.edge.vision.plate;

import java.util.List;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint2f;
import org.opencv.core.Point;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** A part of a picture turned upright and freed of perspective, with the way back to the picture. Holds native memory until closed. */
final class Rectified implements AutoCloseable {
    private final Mat picture;
    private final Mat back;

    private Rectified(Mat picture, Mat back) {
        this.picture = picture;
        this.back = back;
    }

    /** Cuts the corners out of a picture, to a size in pixels; what lies outside the picture repeats its edge. */
    static Rectified cut(Mat from, Corners corners, int width, int height) {
        MatOfPoint2f source = new MatOfPoint2f(corners.toPoints());
        MatOfPoint2f target =
                new MatOfPoint2f(new Point(0, 0), new Point(width, 0), new Point(width, height), new Point(0, height));
        Mat there = Imgproc.getPerspectiveTransform(source, target);
        Mat back = Imgproc.getPerspectiveTransform(target, source);
        Mat out = new Mat();
        double shrink = corners.height() / height;
        if (shrink > 1.6) {
            // Pixels are averaged before they are picked, else fine lines turn into noise.
            int x0 = (int) Math.max(0, Math.floor(corners.left()) - 2);
            int y0 = (int) Math.max(0, Math.floor(corners.top()) - 2);
            int x1 = (int) Math.min(from.cols(), Math.ceil(corners.right()) + 2);
            int y1 = (int) Math.min(from.rows(), Math.ceil(corners.bottom()) + 2);
            if (x1 - x0 > 4 && y1 - y0 > 4) {
                Mat part = from.submat(y0, y1, x0, x1);
                Mat small = new Mat();
                double scale = 1.25 / shrink;
                Imgproc.resize(part, small, new Size(), scale, scale, Imgproc.INTER_AREA);
                double sx = (double) small.cols() / part.cols();
                double sy = (double) small.rows() / part.rows();
                MatOfPoint2f moved = new MatOfPoint2f(java.util.Arrays.stream(corners.toPoints())
                        .map(p -> new Point((p.x - x0) * sx, (p.y - y0) * sy))
                        .toArray(Point[]::new));
                Mat shrunk = Imgproc.getPerspectiveTransform(moved, target);
                Imgproc.warpPerspective(
                        small, out, shrunk, new Size(width, height), Imgproc.INTER_LINEAR, Core.BORDER_REPLICATE);
                List.of(part, small, shrunk, moved, source, target, there).forEach(Mat::release);
                return new Rectified(out, back);
            }
        }
        Imgproc.warpPerspective(from, out, there, new Size(width, height), Imgproc.INTER_LINEAR, Core.BORDER_REPLICATE);
        List.of(source, target, there).forEach(Mat::release);
        return new Rectified(out, back);
    }

    Mat picture() {
        return picture;
    }

    /** Corners in the rectified picture as corners in the one it was cut from. */
    Corners toOriginal(Corners corners) {
        MatOfPoint2f points = new MatOfPoint2f(corners.toPoints());
        MatOfPoint2f mapped = new MatOfPoint2f();
        Core.perspectiveTransform(points, mapped, back);
        Point[] out = mapped.toArray();
        points.release();
        mapped.release();
        return new Corners(java.util.Arrays.stream(out)
                .map(p -> new Corners.Corner(p.x, p.y))
                .toList());
    }

    static Mat grey(Mat bgr) {
        Mat grey = new Mat();
        if (bgr.type() == CvType.CV_8UC1) bgr.copyTo(grey);
        else Imgproc.cvtColor(bgr, grey, Imgproc.COLOR_BGR2GRAY);
        return grey;
    }

    @Override
    public void close() {
        picture.release();
        back.release();
    }
}
