package city.ioc.sim.camera.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** A camera 6 m above the origin that looks north at the ground 10 m away. */
class ProjectionTest {
    private final Projection projection = new Projection(CameraPose.lookingAt(0, 0, 6, 0, 10, 60, 640, 480));

    @Test
    void whatItLooksAtIsInTheMiddle() {
        Projection.Pixel pixel = projection.pixel(0, 10, 0).orElseThrow();
        assertThat(pixel.x()).isCloseTo(320, within(1e-6));
        assertThat(pixel.y()).isCloseTo(240, within(1e-6));
    }

    @Test
    void eastIsToTheRightAndUpIsUp() {
        assertThat(projection.pixel(1, 10, 0).orElseThrow().x()).isGreaterThan(340);
        assertThat(projection.pixel(0, 10, 1).orElseThrow().y()).isLessThan(220);
    }

    @Test
    void theEdgeOfThePictureIsHalfTheFieldOfViewAway() {
        double slant = Math.hypot(6, 10);
        assertThat(projection
                        .pixel(slant * Math.tan(Math.toRadians(30)), 10, 0)
                        .orElseThrow()
                        .x())
                .isCloseTo(640, within(1e-6));
    }

    @Test
    void aPixelOfTheGroundLeadsBackToItsPoint() {
        double[] m = projection.groundMatrix();
        for (double[] point : new double[][] {{0, 10}, {-4, 8}, {3, 60}, {12, 25}}) {
            Projection.Pixel pixel = projection.pixel(point[0], point[1], 0).orElseThrow();
            Projection.Ground ground = projection.ground(pixel.x(), pixel.y()).orElseThrow();
            assertThat(ground.east()).isCloseTo(point[0], within(1e-6));
            assertThat(ground.north()).isCloseTo(point[1], within(1e-6));
            double w = m[6] * pixel.x() + m[7] * pixel.y() + m[8];
            assertThat((m[0] * pixel.x() + m[1] * pixel.y() + m[2]) / w).isCloseTo(point[0], within(1e-6));
            assertThat((m[3] * pixel.x() + m[4] * pixel.y() + m[5]) / w).isCloseTo(point[1], within(1e-6));
        }
    }

    @Test
    void theSkyHasNoGroundAndWhatIsBehindNoPixel() {
        assertThat(projection.ground(320, -200)).isEmpty();
        assertThat(projection.pixel(0, -10, 0)).isEmpty();
    }

    @Test
    void aPoseThatNoCameraHasIsRefused() {
        assertThatThrownBy(() -> CameraPose.lookingAt(0, 0, -1, 0, 10, 60, 640, 480))
                .hasMessageContaining("0.5..60 m high");
        assertThatThrownBy(() -> CameraPose.lookingAt(0, 0, 6, 0, 10, 60, 5000, 480))
                .hasMessageContaining("64..4096");
    }
}
