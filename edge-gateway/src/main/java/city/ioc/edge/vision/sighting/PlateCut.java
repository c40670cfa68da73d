package city.ioc.edge.vision.sighting;

import city.ioc.edge.vision.plate.Corners;
import city.ioc.edge.vision.track.Box;
import java.util.List;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * The part of a picture in which one vehicle's plate is, with pixels of its own, which whoever has it gives back.
 *
 * @param scale pixels of it per pixel of the picture
 * @param nearer boxes of what stands between the vehicle and the camera, and has plates, too
 */
public record PlateCut(Mat picture, double left, double top, double scale, Box own, List<Box> nearer)
        implements AutoCloseable {
    /** Nobody has the plate on the upper part of the vehicle, and the rider's back is there. */
    private static final double FROM_HEIGHT = 0.25;
    /** Boxes are a little too small at times. */
    private static final double BESIDE = 0.08;
    /** Longest side: larger parts are shrunk, for what a read costs follows from it. */
    private static final int LONGEST = 416;

    public PlateCut {
        nearer = List.copyOf(nearer);
    }

    static PlateCut of(Mat picture, Vehicle vehicle, List<Vehicle> all) {
        Box box = vehicle.box();
        double margin = BESIDE * box.w();
        int left = (int) Math.clamp(box.left() - margin, 0, picture.cols() - 2);
        int top = (int) Math.clamp(box.top() + FROM_HEIGHT * box.h(), 0, picture.rows() - 2);
        int right = (int) Math.clamp(box.right() + margin, left + 1, picture.cols());
        int bottom = (int) Math.clamp(box.bottom() + margin, top + 1, picture.rows());
        double scale = Math.min(1, (double) LONGEST / Math.max(right - left, bottom - top));
        Mat part = picture.submat(new Rect(left, top, right - left, bottom - top));
        Mat own = new Mat();
        if (scale < 1) {
            Size size = new Size(
                    Math.max(1, Math.round(scale * part.cols())), Math.max(1, Math.round(scale * part.rows())));
            Imgproc.resize(part, own, size, 0, 0, Imgproc.INTER_AREA);
        } else {
            part.copyTo(own);
        }
        part.release();
        List<Box> nearer = all.stream()
                .filter(each -> each.track() != vehicle.track() && each.box().bottom() > box.bottom())
                .map(Vehicle::box)
                .toList();
        return new PlateCut(own, left, top, scale, box, nearer);
    }

    /** Whether a plate found in it is this vehicle's: within its box and not on somebody before it. */
    public boolean isOwn(Corners plate) {
        double x = left + plate.centreX() / scale;
        double y = top + plate.centreY() / scale;
        return contains(own, x, y) && nearer.stream().noneMatch(each -> contains(each, x, y));
    }

    private static boolean contains(Box box, double x, double y) {
        return x >= box.left() && x <= box.right() && y >= box.top() && y <= box.bottom();
    }

    @Override
    public void close() {
        picture.release();
    }
}
