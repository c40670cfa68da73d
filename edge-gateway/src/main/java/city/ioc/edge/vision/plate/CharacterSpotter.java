package city.ioc.edge.vision.plate;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Finds the characters of plates one by one, wherever they stand, by a small network trained on drawn plates only (provenance and
 * training: {@code edge-gateway/models/plate-spotter}). It sees characters of 12 to 40 pixels' height. One thread at a time; holds
 * native memory until closed.
 */
final class CharacterSpotter implements AutoCloseable {
    private static final String MODEL = "/city/ioc/edge/vision/plate/plate-spotter.onnx";
    /** Pixels per cell of the network's answer, and the multiple that a picture's sides have to be. */
    private static final int STRIDE = 4;

    private static final int MULTIPLE = 8;
    private static final double FLOOR = 0.12;
    /** Sizes are logarithms of multiples of this. */
    private static final double UNIT = 16;

    private final Onnx network = new Onnx(MODEL);
    private FloatBuffer pixels = FloatBuffer.allocate(0);

    /** Characters of a grey picture that is scaled to a size before; their places are the picture's own. */
    List<Spot> find(Mat grey, int width, int height) {
        int inputWidth = multiple(width);
        int inputHeight = multiple(height);
        Mat scaled = new Mat();
        int method = grey.cols() > inputWidth ? Imgproc.INTER_AREA : Imgproc.INTER_LINEAR;
        Imgproc.resize(grey, scaled, new Size(inputWidth, inputHeight), 0, 0, method);
        byte[] bytes = new byte[inputWidth * inputHeight];
        scaled.get(0, 0, bytes);
        scaled.release();
        FloatBuffer buffer = buffer(bytes.length);
        for (int i = 0; i < bytes.length; i++) buffer.put(i, ((bytes[i] & 0xff) - 127.5f) / 64);
        Onnx.Output output = network.run(buffer, 1, 1, inputHeight, inputWidth);
        List<Spot> spots = distinct(peaks(output));
        double scaleX = (double) grey.cols() / inputWidth;
        double scaleY = (double) grey.rows() / inputHeight;
        return spots.stream().map(each -> each.mapped(scaleX, scaleY, 0, 0)).toList();
    }

    static int multiple(double length) {
        return Math.max(2, (int) Math.round(length / MULTIPLE)) * MULTIPLE;
    }

    private static List<Spot> peaks(Onnx.Output output) {
        int rows = output.size(2);
        int columns = output.size(3);
        int cells = rows * columns;
        float[] values = output.values();
        float[] best = new float[cells];
        java.util.Arrays.fill(best, Float.NEGATIVE_INFINITY);
        for (int c = 0; c < Alphabet.SIZE; c++)
            for (int cell = 0; cell < cells; cell++) best[cell] = Math.max(best[cell], values[c * cells + cell]);
        double floor = Math.log(FLOOR / (1 - FLOOR));
        List<Spot> spots = new ArrayList<>();
        for (int y = 0; y < rows; y++)
            for (int x = 0; x < columns; x++)
                if (best[y * columns + x] > floor && isPeak(best, x, y, columns, rows))
                    spots.add(spot(values, best, x, y, columns, cells));
        return spots;
    }

    private static boolean isPeak(float[] best, int x, int y, int columns, int rows) {
        float value = best[y * columns + x];
        for (int dy = -1; dy <= 1; dy++)
            for (int dx = -1; dx <= 1; dx++) {
                int nx = x + dx;
                int ny = y + dy;
                if (nx < 0 || ny < 0 || nx >= columns || ny >= rows) continue;
                float other = best[ny * columns + nx];
                // Of two equal neighbours the first is the peak.
                boolean before = dy < 0 || (dy == 0 && dx < 0);
                if (other > value || (before && other == value)) return false;
            }
        return true;
    }

    private static Spot spot(float[] values, float[] best, int x, int y, int columns, int cells) {
        int cell = y * columns + x;
        double[] characters = new double[Alphabet.SIZE];
        double sum = 0;
        for (int c = 0; c < Alphabet.SIZE; c++) {
            characters[c] = Math.exp(values[c * cells + cell] - best[cell]);
            sum += characters[c];
        }
        for (int c = 0; c < Alphabet.SIZE; c++) characters[c] /= sum;
        double width = UNIT * Math.exp(Math.clamp(values[Alphabet.SIZE * cells + cell], -3, 3));
        double height = UNIT * Math.exp(Math.clamp(values[(Alphabet.SIZE + 1) * cells + cell], -3, 3));
        double seen = 1 / (1 + Math.exp(-best[cell]));
        return new Spot(
                (x + offset(best, x, columns, cell, 1)) * STRIDE,
                (y + offset(best, y, best.length / columns, cell, columns)) * STRIDE,
                width,
                height,
                seen,
                characters);
    }

    /** Where between the cells the peak is: the centre of weight of it and its two neighbours. */
    private static double offset(float[] best, int at, int count, int cell, int step) {
        double centre = Math.exp(best[cell]);
        double before = at > 0 ? Math.exp(best[cell - step]) : 0;
        double after = at < count - 1 ? Math.exp(best[cell + step]) : 0;
        centre = centre / (1 + centre);
        before = before / (1 + before);
        after = after / (1 + after);
        return 0.5 + (after - before) / (before + centre + after);
    }

    /** Of spots that share a place the surest. */
    private static List<Spot> distinct(List<Spot> spots) {
        List<Spot> sorted = new ArrayList<>(spots);
        sorted.sort(Comparator.comparingDouble(Spot::seen).reversed());
        List<Spot> kept = new ArrayList<>();
        for (Spot spot : sorted) if (kept.stream().noneMatch(each -> samePlace(each, spot))) kept.add(spot);
        return kept;
    }

    private static boolean samePlace(Spot a, Spot b) {
        double width = Math.min(a.width(), b.width());
        double height = Math.max(a.height(), b.height());
        return Math.abs(a.x() - b.x()) < 0.6 * width && Math.abs(a.y() - b.y()) < 0.5 * height;
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
