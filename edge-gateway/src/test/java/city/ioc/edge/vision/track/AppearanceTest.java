package city.ioc.edge.vision.track;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.edge.vision.frame.Pictures;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;

class AppearanceTest {
    private static final Scalar RED = new Scalar(30, 30, 200);
    private static final Scalar BLUE = new Scalar(200, 60, 30);
    private static final Scalar WHITE = new Scalar(230, 230, 230);
    private static final Scalar ROAD = new Scalar(90, 88, 86);

    private Mat street;

    @BeforeAll
    static void load() {
        Pictures.load();
    }

    @BeforeEach
    void pave() {
        street = new Mat(240, 320, CvType.CV_8UC3, ROAD);
    }

    @AfterEach
    void release() {
        street.release();
    }

    @Test
    void aRiderLooksLikeHimselfElsewhereAndLargerAndInLessLight() {
        Appearance far = rider(40, 40, 20, RED, WHITE);
        assertThat(far.distance(rider(150, 100, 40, RED, WHITE))).isLessThan(0.05);
        assertThat(far.distance(rider(240, 20, 22, new Scalar(24, 24, 160), new Scalar(190, 190, 190))))
                .isLessThan(0.2);
    }

    @Test
    void ridersOfOtherColoursLookOtherwise() {
        Appearance redOnWhite = rider(40, 40, 30, RED, WHITE);
        assertThat(redOnWhite.distance(rider(120, 40, 30, BLUE, WHITE))).isGreaterThan(0.3);
        assertThat(redOnWhite.distance(rider(200, 40, 30, WHITE, RED)))
                .as("the same colours the other way round")
                .isGreaterThan(0.5);
        assertThat(redOnWhite.distance(redOnWhite)).isZero();
    }

    @Test
    void theMeanOfManyLooksLiesBetweenThem() {
        Appearance red = rider(40, 40, 30, RED, WHITE);
        Appearance blue = rider(120, 40, 30, BLUE, WHITE);
        Appearance mean = Appearance.mean(List.of(red, blue)).orElseThrow();
        assertThat(mean.distance(red)).isBetween(0.01, red.distance(blue));
        assertThat(Appearance.mean(List.of())).isEmpty();
    }

    @Test
    void whatIsTooSmallOrOutsideLooksLikeNothing() {
        assertThat(Appearance.of(street, Box.ofCorner(10, 10, 6, 8))).isEmpty();
        assertThat(Appearance.of(street, Box.ofCorner(-60, 10, 40, 60))).isEmpty();
        assertThat(Appearance.of(street, Box.ofCorner(310, 232, 60, 90))).isEmpty();
    }

    /** Half as wide as high; the upper and the lower half in one colour each. */
    private Appearance rider(int x, int y, int width, Scalar above, Scalar below) {
        street.submat(new Rect(x, y, width, width)).setTo(above);
        street.submat(new Rect(x, y + width, width, width)).setTo(below);
        return Appearance.of(street, Box.ofCorner(x, y, width, 2 * width)).orElseThrow();
    }
}
