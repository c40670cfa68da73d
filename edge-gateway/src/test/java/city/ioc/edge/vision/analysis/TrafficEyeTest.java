package city.ioc.edge.vision.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.edge.vision.count.CountLine;
import city.ioc.edge.vision.count.CrossingCounter;
import city.ioc.edge.vision.detect.DrawnStreet;
import city.ioc.edge.vision.detect.RoadUser;
import city.ioc.edge.vision.detect.VehicleDetector;
import city.ioc.edge.vision.frame.Frame;
import city.ioc.edge.vision.frame.Pictures;
import java.awt.Color;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole way from pixels to counts, on drawn streets of 640 x 480 at five pictures a second. */
class TrafficEyeTest {
    private static final Instant BEGIN = Instant.parse("2026-01-05T01:00:00Z");
    private static VehicleDetector detector;

    @BeforeAll
    static void load() {
        Pictures.load();
        detector = TrafficEye.detector();
    }

    @AfterAll
    static void close() {
        detector.close();
    }

    @Test
    void ridersOverALineAreCountedOnceEachAndKnownForWhatTheyAre() {
        List<RoadUser> kinds = new ArrayList<>();
        CrossingCounter counter = new CrossingCounter(new CountLine(320, 0, 320, 480));
        try (TrafficEye eye = new TrafficEye(detector, Effort.LIVE)) {
            for (int i = 0; i < 45; i++) {
                DrawnStreet street = new DrawnStreet(640, 480);
                for (int k = 0; k < 4; k++) {
                    double x = -60 + 16 * i - 70 * k;
                    if (x > -60 && x < 660)
                        street.rider(x, 180 + 60 * (k % 3), 0.35, Color.getHSBColor(k / 4f, 0.7f, 0.8f));
                }
                counter.update(see(eye, street, i).tracks())
                        .forEach(crossing -> kinds.add(crossing.track().kind().orElseThrow()));
            }
        }
        assertThat(kinds)
                .containsExactly(RoadUser.MOTORCYCLE, RoadUser.MOTORCYCLE, RoadUser.MOTORCYCLE, RoadUser.MOTORCYCLE);
    }

    @Test
    void theNetworkRestsWhereNothingMoves() {
        try (TrafficEye eye = new TrafficEye(detector, Effort.LIVE)) {
            for (int i = 0; i < 100; i++) see(eye, new DrawnStreet(640, 480), i);
            assertThat(eye.looks()).isLessThanOrEqualTo(3);
            for (int i = 100; i < 110; i++) see(eye, new DrawnStreet(640, 480).car(50 + 15 * (i - 100), 250, 0.4), i);
            assertThat(eye.looks()).isBetween(5L, 8L);
        }
    }

    @Test
    void aPictureThatIsNotLaterIsLeftOut() {
        try (TrafficEye eye = new TrafficEye(detector, Effort.LIVE)) {
            see(eye, new DrawnStreet(640, 480), 3);
            assertThat(see(eye, new DrawnStreet(640, 480), 2).looked()).isFalse();
            assertThat(see(eye, new DrawnStreet(640, 480), 4).seconds()).isEqualTo(0.2);
        }
    }

    private static Sight see(TrafficEye eye, DrawnStreet street, int number) {
        try (Frame frame = new Frame("cam", number, BEGIN.plusMillis(200L * number), street.picture())) {
            return eye.see(frame);
        }
    }
}
