package city.ioc.edge.vision.health;

import city.ioc.edge.vision.frame.Frame;
import city.ioc.edge.vision.frame.Pictures;
import java.time.Instant;
import java.util.Random;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** A street as a fixed camera sees it: houses, kerbs and markings that stay, vehicles that pass, a sensor's noise. Drawn for tests. */
final class DrawnView {
    static final int WIDTH = 640;
    static final int HEIGHT = 480;
    private static final int WIDE = 3 * WIDTH;

    private final Mat panorama;
    private final Random random;
    private long number;

    DrawnView(long seed) {
        Pictures.load();
        random = new Random(seed);
        panorama = new Mat(HEIGHT, WIDE, CvType.CV_8UC3, new Scalar(140, 140, 135));
        Imgproc.rectangle(panorama, new Point(0, 0), new Point(WIDE, 180), new Scalar(200, 180, 160), -1);
        for (int x = 0; x < WIDE; x += 40 + random.nextInt(70)) {
            Scalar wall = new Scalar(60 + random.nextInt(160), 60 + random.nextInt(160), 60 + random.nextInt(160));
            Imgproc.rectangle(
                    panorama,
                    new Point(x, 20 + random.nextInt(80)),
                    new Point(x + 50 + random.nextInt(40), 200),
                    wall,
                    -1);
            Imgproc.rectangle(panorama, new Point(x + 10, 120), new Point(x + 25, 160), new Scalar(30, 30, 30), -1);
        }
        Imgproc.line(panorama, new Point(0, 215), new Point(WIDE, 225), new Scalar(230, 230, 230), 4);
        for (int x = 0; x < WIDE; x += 110 + random.nextInt(40))
            Imgproc.line(panorama, new Point(x, 330), new Point(x + 50, 332), new Scalar(240, 240, 240), 6);
        Imgproc.line(panorama, new Point(700, 225), new Point(900, HEIGHT), new Scalar(235, 235, 235), 10);
    }

    /** The street {@code shift} pixels to the right of the usual view, with traffic, by an exposure of 1 as in daylight. */
    Frame see(Instant at, int shift, double exposure) {
        Mat view = panorama.colRange(WIDTH + shift, 2 * WIDTH + shift).clone();
        for (int vehicle = 0; vehicle < 6; vehicle++) {
            int x = random.nextInt(WIDTH);
            int y = 240 + random.nextInt(160);
            Scalar paint = new Scalar(random.nextInt(256), random.nextInt(256), random.nextInt(256));
            Imgproc.rectangle(view, new Point(x, y), new Point(x + 60, y + 45), paint, -1);
        }
        view.convertTo(view, -1, exposure, 0);
        Mat noise = new Mat(view.size(), CvType.CV_16SC3);
        Core.setRNGSeed((int) number);
        Core.randn(noise, 0, 3);
        Core.add(view, noise, view, new Mat(), CvType.CV_8UC3);
        noise.release();
        return new Frame("drawn", number++, at, view);
    }

    Frame see(Instant at) {
        return see(at, 0, 1);
    }

    /** The same through a lens out of focus. */
    Frame seeBlurred(Instant at) {
        Frame sharp = see(at);
        Imgproc.GaussianBlur(sharp.picture(), sharp.picture(), new Size(0, 0), 9);
        return sharp;
    }
}
