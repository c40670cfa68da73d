package city.ioc.edge.vision.plate;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint;
import org.opencv.core.MatOfPoint2f;
import org.opencv.core.Rect;
import org.opencv.core.RotatedRect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Finds lines of text in a whole scene by the detector of PP-OCR (differentiable binarisation): a map of how probably a pixel is
 * the core of a line, cut into boxes. One thread at a time; holds native memory until closed.
 */
final class TextDetector implements AutoCloseable {
    private static final String MODEL = "/models/ch_PP-OCRv3_det_infer.onnx";
    private static final int MULTIPLE = 32;
    /** As PP-OCR publishes them: mean and deviation of the pictures it was trained with, blue, green, red. */
    private static final double[] MEAN = {0.485, 0.456, 0.406};

    private static final double[] DEVIATION = {0.229, 0.224, 0.225};
    private static final double CORE = 0.3;
    private static final double FLOOR = 0.45;
    /** The core of a line is smaller than the line by this ratio of area to circumference. */
    private static final double UNCLIP = 1.6;

    private final Onnx network = new Onnx(MODEL);
    private FloatBuffer pixels = FloatBuffer.allocate(0);

    /** Lines in a picture that is scaled so that its longer side has so many pixels; their places are the picture's own. */
    List<Corners> find(Mat bgr, int longest) {
        double scale = Math.min(1.5, (double) longest / Math.max(bgr.cols(), bgr.rows()));
        int width = multiple(bgr.cols() * scale);
        int height = multiple(bgr.rows() * scale);
        Mat scaled = new Mat();
        Imgproc.resize(
                bgr, scaled, new Size(width, height), 0, 0, scale < 1 ? Imgproc.INTER_AREA : Imgproc.INTER_LINEAR);
        int plane = width * height;
        byte[] bytes = new byte[3 * plane];
        scaled.get(0, 0, bytes);
        scaled.release();
        FloatBuffer buffer = buffer(3 * plane);
        for (int channel = 0; channel < 3; channel++) {
            float factor = (float) (1 / 255.0 / DEVIATION[channel]);
            float shift = (float) (MEAN[channel] / DEVIATION[channel]);
            for (int i = 0; i < plane; i++)
                buffer.put(channel * plane + i, (bytes[3 * i + channel] & 0xff) * factor - shift);
        }
        Onnx.Output output = network.run(buffer, 1, 3, height, width);
        Mat map = new Mat(height, width, CvType.CV_32FC1);
        map.put(0, 0, output.values());
        try {
            return boxes(map, (double) bgr.cols() / width, (double) bgr.rows() / height);
        } finally {
            map.release();
        }
    }

    private static int multiple(double length) {
        return Math.max(1, (int) Math.round(length / MULTIPLE)) * MULTIPLE;
    }

    private static List<Corners> boxes(Mat map, double scaleX, double scaleY) {
        Mat core = new Mat();
        Core.compare(map, new Scalar(CORE), core, Core.CMP_GT);
        List<MatOfPoint> contours = new ArrayList<>();
        Mat hierarchy = new Mat();
        Imgproc.findContours(core, contours, hierarchy, Imgproc.RETR_LIST, Imgproc.CHAIN_APPROX_SIMPLE);
        List<Corners> boxes = new ArrayList<>();
        for (MatOfPoint contour : contours) {
            MatOfPoint2f points = new MatOfPoint2f(contour.toArray());
            RotatedRect rect = Imgproc.minAreaRect(points);
            if (Math.min(rect.size.width, rect.size.height) >= 3 && score(map, contour) >= FLOOR)
                boxes.add(unclipped(rect, scaleX, scaleY));
            points.release();
            contour.release();
        }
        core.release();
        hierarchy.release();
        return boxes;
    }

    private static double score(Mat map, MatOfPoint contour) {
        Rect box = Imgproc.boundingRect(contour);
        Mat part = map.submat(box);
        Mat mask = Mat.zeros(box.height, box.width, CvType.CV_8UC1);
        Imgproc.drawContours(
                mask,
                List.of(contour),
                0,
                new Scalar(255),
                Imgproc.FILLED,
                Imgproc.LINE_8,
                new Mat(),
                0,
                new org.opencv.core.Point(-box.x, -box.y));
        double score = Core.mean(part, mask).val[0];
        part.release();
        mask.release();
        return score;
    }

    private static Corners unclipped(RotatedRect rect, double scaleX, double scaleY) {
        double width = rect.size.width;
        double height = rect.size.height;
        double angle = Math.toRadians(rect.angle);
        if (width < height) {
            double swap = width;
            width = height;
            height = swap;
            angle -= Math.PI / 2;
        }
        while (angle > Math.PI / 2) angle -= Math.PI;
        while (angle <= -Math.PI / 2) angle += Math.PI;
        double grow = 2 * UNCLIP * width * height / (2 * (width + height));
        Corners corners = Corners.around(rect.center.x, rect.center.y, width + grow, height + grow, angle);
        return new Corners(corners.points().stream()
                .map(p -> new Corners.Corner(p.x() * scaleX, p.y() * scaleY))
                .toList());
    }

    private FloatBuffer buffer(int floats) {
        if (pixels.capacity() < floats)
            pixels = ByteBuffer.allocateDirect(floats * Float.BYTES)
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
        pixels.clear().limit(floats);
        return pixels;
    }

    @Override
    public void close() {
        network.close();
    }
}
