package city.ioc.edge.vision.detect;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * The network NanoDet-g: proposes boxes of COCO classes in a picture scaled to any size that is a multiple of its stride. One
 * thread at a time; holds native memory until closed. Provenance and conversion: {@code edge-gateway/models/nanodet}.
 */
final class NanoDet implements AutoCloseable {
    private static final String MODEL = "nanodet-g.onnx";
    private static final int CLASSES = 80;
    /** Distances from a cell to the sides of its box are distributions over 0..10 strides. */
    private static final int BINS = 11;

    private static final int[] STRIDES = {8, 16, 32};
    private static final int COARSEST = 32;

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private ByteBuffer pixels = ByteBuffer.allocateDirect(0);

    /** One thread per session: cameras share the cores, and a second thread per picture costs more than it gives. */
    NanoDet() {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            session = environment.createSession(model(), options);
        } catch (OrtException e) {
            throw new IllegalStateException("the detector's model " + MODEL + " does not load", e);
        }
    }

    private static byte[] model() {
        try (InputStream in = NanoDet.class.getResourceAsStream(MODEL)) {
            if (in == null) throw new IllegalStateException("the detector's model " + MODEL + " is not in the jar");
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The multiple of the network's stride that is nearest to a length, at least one. */
    static int fitting(double length) {
        return Math.max(1, (int) Math.round(length / COARSEST)) * COARSEST;
    }

    /**
     * Boxes that reach a score, in pixels of {@code bgr}. Every class that reaches it gives a box, unless one that is no road
     * user claims the place with more right.
     */
    List<Candidate> propose(Mat bgr, int inputWidth, int inputHeight, double floor) {
        Mat scaled = new Mat(inputHeight, inputWidth, CvType.CV_8UC3, buffer(inputWidth * inputHeight * 3));
        int method = bgr.cols() > inputWidth ? Imgproc.INTER_AREA : Imgproc.INTER_LINEAR;
        Imgproc.resize(bgr, scaled, new Size(inputWidth, inputHeight), 0, 0, method);
        scaled.release();
        List<Candidate> found = new ArrayList<>();
        double scaleX = (double) bgr.cols() / inputWidth;
        double scaleY = (double) bgr.rows() / inputHeight;
        try (OnnxTensor image = OnnxTensor.createTensor(
                        environment, pixels, new long[] {1, inputHeight, inputWidth, 3}, OnnxJavaType.UINT8);
                OrtSession.Result result = session.run(Map.of("image", image))) {
            for (int stride : STRIDES) {
                float[] scores = floats(result, "score" + stride);
                Sides sides = new Sides(result, stride, inputWidth / stride, inputHeight / stride, scaleX, scaleY);
                collect(scores, sides, floor, found);
            }
        } catch (OrtException e) {
            throw new IllegalStateException("the detector failed on " + inputWidth + " x " + inputHeight, e);
        }
        return found;
    }

    private ByteBuffer buffer(int bytes) {
        if (pixels.capacity() < bytes) pixels = ByteBuffer.allocateDirect(bytes);
        pixels.clear().limit(bytes);
        return pixels;
    }

    private static void collect(float[] scores, Sides sides, double floor, List<Candidate> found) throws OrtException {
        int cells = sides.cells();
        float[] best = new float[cells];
        for (int channel = 0; channel < CLASSES; channel++) {
            if (isOnTheRoad(channel)) continue;
            int from = channel * cells;
            for (int cell = 0; cell < cells; cell++) best[cell] = Math.max(best[cell], scores[from + cell]);
        }
        for (CocoClass kind : CocoClass.values()) {
            int from = kind.channel() * cells;
            for (int cell = 0; cell < cells; cell++) {
                float score = scores[from + cell];
                if (score >= floor && score >= best[cell]) found.add(sides.box(kind, score, cell));
            }
        }
    }

    private static boolean isOnTheRoad(int channel) {
        for (CocoClass kind : CocoClass.values()) if (kind.channel() == channel) return true;
        return false;
    }

    private static float[] floats(OrtSession.Result result, String name) throws OrtException {
        OnnxTensor tensor = (OnnxTensor) result.get(name).orElseThrow();
        float[] values = new float[tensor.getFloatBuffer().remaining()];
        tensor.getFloatBuffer().get(values);
        return values;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("the detector's model does not close", e);
        }
    }

    /** Turns a cell's four distributions into a box of the picture (generalised focal loss: the box is their mean). */
    private static final class Sides {
        private final float[] logits;
        private final int stride;
        private final int columns;
        private final int rows;
        private final double scaleX;
        private final double scaleY;

        Sides(OrtSession.Result result, int stride, int columns, int rows, double scaleX, double scaleY)
                throws OrtException {
            logits = floats(result, "side" + stride);
            this.stride = stride;
            this.columns = columns;
            this.rows = rows;
            this.scaleX = scaleX;
            this.scaleY = scaleY;
        }

        int cells() {
            return columns * rows;
        }

        Candidate box(CocoClass kind, float score, int cell) {
            double x = (cell % columns + 0.5) * stride;
            double y = (cell / columns + 0.5) * stride;
            double width = (double) columns * stride;
            double height = (double) rows * stride;
            return new Candidate(
                    kind,
                    score,
                    Math.clamp(x - distance(0, cell), 0, width) * scaleX,
                    Math.clamp(y - distance(1, cell), 0, height) * scaleY,
                    Math.clamp(x + distance(2, cell), 0, width) * scaleX,
                    Math.clamp(y + distance(3, cell), 0, height) * scaleY);
        }

        private double distance(int side, int cell) {
            int from = side * BINS;
            float top = Float.NEGATIVE_INFINITY;
            for (int bin = 0; bin < BINS; bin++) top = Math.max(top, logits[(from + bin) * cells() + cell]);
            double sum = 0;
            double weighted = 0;
            for (int bin = 0; bin < BINS; bin++) {
                double weight = Math.exp(logits[(from + bin) * cells() + cell] - top);
                sum += weight;
                weighted += bin * weight;
            }
            return weighted / sum * stride;
        }
    }
}
