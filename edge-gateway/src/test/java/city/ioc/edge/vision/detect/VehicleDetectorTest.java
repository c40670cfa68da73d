package city.ioc.edge.vision.detect;

import static city.ioc.edge.vision.detect.RoadUser.BUS;
import static city.ioc.edge.vision.detect.RoadUser.CAR;
import static city.ioc.edge.vision.detect.RoadUser.MOTORCYCLE;
import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.edge.vision.frame.Pictures;
import java.awt.Color;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

/** With the real network on drawn streets. */
class VehicleDetectorTest {
    private static VehicleDetector detector;

    @BeforeAll
    static void load() {
        Pictures.load();
        detector = new VehicleDetector(Thresholds.STILL);
    }

    @AfterAll
    static void close() {
        detector.close();
    }

    @Test
    void aCarAndABusAreFoundWhereTheyStand() {
        List<Detection> found =
                detect(new DrawnStreet(640, 480).car(120, 220, 1).bus(420, 150, 1));
        assertThat(found).extracting(Detection::kind).containsExactlyInAnyOrder(CAR, BUS);
        assertThat(only(CAR, found).iou(new Detection(CAR, 1, 120, 226, 240, 90)))
                .isGreaterThan(0.8);
        assertThat(only(BUS, found).iou(new Detection(BUS, 1, 420, 150, 130, 140)))
                .isGreaterThan(0.8);
    }

    @Test
    void ridersThirtyPixelsWideAreFoundOnceEach() {
        DrawnStreet street = new DrawnStreet(640, 480);
        for (int i = 0; i < 5; i++)
            street.rider(40 + 120 * i, 190 + 90 * (i % 2), 0.2, Color.getHSBColor(i / 5f, 0.7f, 0.8f));
        List<Detection> found = detect(street);
        assertThat(found).hasSize(5).allSatisfy(each -> assertThat(each.kind()).isEqualTo(MOTORCYCLE));
        for (int i = 0; i < 5; i++) {
            Detection drawn = new Detection(MOTORCYCLE, 1, 40 + 120 * i, 191 + 90 * (i % 2), 30, 30);
            assertThat(found).anyMatch(each -> each.iou(drawn) > 0.5);
        }
    }

    @Test
    void aRiderATenthOfThePictureLargeIsOneToo() {
        List<Detection> found = detect(new DrawnStreet(640, 480).rider(250, 200, 1, Color.WHITE));
        assertThat(found).extracting(Detection::kind).containsExactly(MOTORCYCLE);
    }

    @Test
    void anEmptyStreetHasNobody() {
        assertThat(detect(new DrawnStreet(640, 480))).isEmpty();
    }

    @Test
    void aPictureOfAMegapixelAndMoreIsSeenInTilesWithoutDoubles() {
        DrawnStreet street = new DrawnStreet(1920, 1080);
        street.rider(945, 525, 0.3, Color.ORANGE).rider(300, 700, 0.3, Color.GREEN);
        assertThat(detect(street)).extracting(Detection::kind).containsExactly(MOTORCYCLE, MOTORCYCLE);
    }

    @Test
    void aPictureOfAFewPixelsIsNoTrouble() {
        Mat tiny = new Mat(3, 5, CvType.CV_8UC3, new Scalar(90, 90, 90));
        assertThat(detector.detect(tiny)).isEmpty();
    }

    private static List<Detection> detect(DrawnStreet street) {
        Mat picture = street.picture();
        try {
            return detector.detect(picture);
        } finally {
            picture.release();
        }
    }

    private static Detection only(RoadUser kind, List<Detection> found) {
        return found.stream().filter(each -> each.kind() == kind).findFirst().orElseThrow();
    }
}
