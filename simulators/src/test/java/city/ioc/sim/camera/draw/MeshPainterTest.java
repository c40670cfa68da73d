package city.ioc.sim.camera.draw;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.sim.camera.draw.MeshPainter.Place;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A camera 5 m up, looking north; boxes of a metre before it. */
class MeshPainterTest {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 240;
    private static final Light LIGHT = Light.of(
            180, 60, Light.Rgb.of(0.6, 0.6, 0.6), Light.Rgb.of(0.4, 0.4, 0.4), Light.Rgb.of(0.2, 0.2, 0.2), 0.5);

    private final Projection projection = new Projection(CameraPose.lookingAt(0, 0, 5, 0, 12, 50, WIDTH, HEIGHT));
    private final Rasteriser rasteriser = new Rasteriser(WIDTH, HEIGHT);
    private final MeshPainter painter = new MeshPainter(projection, rasteriser);
    private final Mesh box =
            new MeshBuilder().box(Paint.BODY, -0.5, 0.5, -0.5, 0.5, 0, 1).build();
    private final Palette red = new Palette().with(Paint.BODY, 0xff0000);
    private final Palette blue = new Palette().with(Paint.BODY, 0x0000ff);

    @Test
    void theNearerHidesTheFartherWhateverIsDrawnFirst() {
        for (boolean nearFirst : new boolean[] {true, false}) {
            rasteriser.begin(new float[WIDTH * HEIGHT]);
            if (nearFirst) {
                draw(10, red, 1);
                draw(11.2, blue, 2);
            } else {
                draw(11.2, blue, 2);
                draw(10, red, 1);
            }
            Projection.Pixel front = projection.pixel(0, 9.5, 0.5).orElseThrow();
            assertThat(rasteriser.itemAt(front.x(), front.y())).isEqualTo(1);
            Projection.Pixel behind = projection.pixel(0, 11.2, 0.3).orElseThrow();
            assertThat(rasteriser.itemAt(behind.x(), behind.y())).isEqualTo(1);
        }
    }

    @Test
    void aThingHasTheSizeInThePictureThatItsDistanceGives() {
        rasteriser.begin(new float[WIDTH * HEIGHT]);
        draw(20, red, 1);
        Projection.Pixel left = projection.pixel(-0.5, 19.5, 0).orElseThrow();
        Projection.Pixel right = projection.pixel(0.5, 19.5, 0).orElseThrow();
        assertThat(painter.bounds().left()).isBetween(left.x() - 0.6, left.x() + 0.01);
        assertThat(painter.bounds().right()).isBetween(right.x() - 0.01, right.x() + 0.6);
        int seen = rasteriser.count(painter.bounds(), 1);
        double across = right.x() - left.x();
        assertThat(seen / 4.0).isBetween(across * across, across * across * 1.8);
    }

    @Test
    void whatStandsInTheBackgroundHidesWhatMovesBehindIt() {
        float[] wall = new float[WIDTH * HEIGHT];
        Arrays.fill(wall, 1 / 8f);
        rasteriser.begin(wall);
        draw(12, red, 1);
        assertThat(rasteriser.count(painter.bounds(), 1)).isZero();
    }

    @Test
    void nothingOfTheLastFrameStays() {
        rasteriser.begin(new float[WIDTH * HEIGHT]);
        draw(10, red, 1);
        int[] pixels = new int[WIDTH * HEIGHT];
        rasteriser.begin(new float[WIDTH * HEIGHT]);
        rasteriser.resolve(pixels, 0.5);
        assertThat(pixels).containsOnly(0);
    }

    @Test
    void facesTowardsTheSunAreBrighterThanThoseAway() {
        int sunny = middleColour(180);
        int shady = middleColour(0);
        assertThat(sunny >> 16 & 0xff).isGreaterThan((shady >> 16 & 0xff) + 40);
    }

    private int middleColour(double sunFromDeg) {
        Light light = Light.of(sunFromDeg, 30, LIGHT.sun(), LIGHT.sky(), LIGHT.ground(), 0.5);
        rasteriser.begin(new float[WIDTH * HEIGHT]);
        painter.draw(box, new Place(0, 10, 0, 0), red, light, 1);
        int[] pixels = new int[WIDTH * HEIGHT];
        rasteriser.resolve(pixels, 0);
        Projection.Pixel front = projection.pixel(0, 9.5, 0.5).orElseThrow();
        return pixels[(int) front.y() * WIDTH + (int) front.x()];
    }

    private void draw(double north, Palette palette, int number) {
        painter.draw(box, new Place(0, north, 0, 0), palette, LIGHT, number);
    }
}
