package city.ioc.edge.vision.detect;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.edge.vision.frame.Pictures;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

/** A dark and a bright half with an edge between them, and noise of a known deviation on both. */
class GrainTest {
    private static final int SIZE = 120;

    @BeforeAll
    static void load() {
        Pictures.load();
    }

    @Test
    void noiseIsMeasuredAndAnEdgeIsNone() {
        assertThat(Grain.noise(picture(0))).isZero();
        assertThat(Grain.noise(picture(4))).isEqualTo(4, Offset.offset(0.6));
        assertThat(Grain.noise(picture(10))).isEqualTo(10, Offset.offset(1.5));
    }

    @Test
    void aCleanPictureStaysAsItIs() {
        Mat clean = picture(0);
        assertThat(Core.norm(clean, Grain.smoothed(clean), Core.NORM_INF)).isZero();
    }

    @Test
    void smoothingTakesNoiseAndLeavesTheEdge() {
        Mat calm = Grain.smoothed(picture(6));
        assertThat(Grain.noise(calm)).isLessThan(3);
        double[] dark = calm.get(SIZE / 2, SIZE / 2 - 2);
        double[] bright = calm.get(SIZE / 2, SIZE / 2 + 2);
        assertThat(bright[0] - dark[0]).isGreaterThan(110);
    }

    private static Mat picture(double noise) {
        Mat picture = new Mat(SIZE, SIZE, CvType.CV_8UC3, new Scalar(40, 40, 40));
        picture.colRange(SIZE / 2, SIZE).setTo(new Scalar(180, 180, 180));
        Random random = new Random(1);
        for (int y = 0; y < SIZE; y++)
            for (int x = 0; x < SIZE; x++) {
                double more = noise * random.nextGaussian();
                double[] colour = picture.get(y, x);
                picture.put(y, x, colour[0] + more, colour[1] + more, colour[2] + more);
            }
        return picture;
    }
}
