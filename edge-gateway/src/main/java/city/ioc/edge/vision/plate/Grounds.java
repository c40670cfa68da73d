package city.ioc.edge.vision.plate;

import java.util.Arrays;
import java.util.Optional;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/** Tells a plate's ground colour. */
final class Grounds {
    private static final int WIDTH = 48;
    private static final int HEIGHT = 24;
    /** Of a plate the part where its characters stand: what is around it has colours of its own. */
    private static final double INNER_ALONG = 0.86;

    private static final double INNER_ACROSS = 0.66;
    /** Less than this of 255, and it may be any colour in the dark or under a lamp. */
    private static final int COLOURED = 60;

    private Grounds() {}

    /** Empty where the picture has no colour to go by: a grey or washed-out ground that is darker than its characters. */
    static Optional<PlateColour> colour(Mat bgr, Corners corners) {
        if (bgr.channels() != 3) return Optional.empty();
        try (Rectified cut = Rectified.cut(bgr, corners.scaled(INNER_ALONG, INNER_ACROSS), WIDTH, HEIGHT)) {
            Mat hsv = new Mat();
            Mat grey = Rectified.grey(cut.picture());
            Imgproc.cvtColor(cut.picture(), hsv, Imgproc.COLOR_BGR2HSV);
            Mat bright = new Mat();
            double threshold = Imgproc.threshold(grey, bright, 0, 255, Imgproc.THRESH_BINARY | Imgproc.THRESH_OTSU);
            byte[] pixels = new byte[WIDTH * HEIGHT * 3];
            hsv.get(0, 0, pixels);
            byte[] greys = new byte[WIDTH * HEIGHT];
            grey.get(0, 0, greys);
            hsv.release();
            grey.release();
            bright.release();
            return of(pixels, greys, threshold);
        }
    }

    private static Optional<PlateColour> of(byte[] hsv, byte[] greys, double threshold) {
        int bright = 0;
        for (byte each : greys) if ((each & 0xff) > threshold) bright++;
        boolean groundIsBright = 2 * bright > greys.length;
        int[] hues = new int[180];
        int[] saturations = new int[greys.length];
        int ground = 0;
        for (int i = 0; i < greys.length; i++) {
            if ((greys[i] & 0xff) > threshold != groundIsBright) continue;
            saturations[ground++] = hsv[3 * i + 1] & 0xff;
            hues[hsv[3 * i] & 0xff] += hsv[3 * i + 1] & 0xff;
        }
        if (ground == 0) return Optional.empty();
        Arrays.sort(saturations, 0, ground);
        if (saturations[ground / 2] < COLOURED)
            return groundIsBright ? Optional.of(PlateColour.WHITE) : Optional.empty();
        long yellow = sum(hues, 14, 40);
        long blue = sum(hues, 90, 132);
        long red = sum(hues, 0, 9) + sum(hues, 165, 179);
        if (groundIsBright && yellow >= blue && yellow >= red) return Optional.of(PlateColour.YELLOW);
        if (groundIsBright) return Optional.of(PlateColour.WHITE);
        if (blue >= red && blue > yellow) return Optional.of(PlateColour.BLUE);
        return red > yellow ? Optional.of(PlateColour.RED) : Optional.empty();
    }

    private static long sum(int[] hues, int from, int to) {
        long sum = 0;
        for (int hue = from; hue <= to; hue++) sum += hues[hue];
        return sum;
    }
}
