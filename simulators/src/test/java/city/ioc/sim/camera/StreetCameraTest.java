package city.ioc.sim.camera;

import static city.ioc.sim.camera.JunctionCamera.difference;
import static city.ioc.sim.camera.JunctionCamera.mean;
import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.live.Lamp;
import city.ioc.sim.camera.FrameTruth.Box;
import city.ioc.sim.camera.FrameTruth.Seen;
import city.ioc.sim.camera.FrameTruth.SeenHead;
import city.ioc.sim.camera.FrameTruth.SeenPlate;
import city.ioc.sim.camera.body.Kind;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreetCameraTest {
    private static final int BLUE = 0;
    private static final int GREEN = 1;
    private static final int RED = 2;

    private final JunctionCamera junction = new JunctionCamera(60, 640);

    @Test
    void everyPictureSaysThatItIsSimulated() {
        assertThat(Caption.SIMULATED).contains("MÔ PHỎNG").contains("SIMULATED");
        Picture day = junction.take(Conditions.DAY, Lamp.RED);
        Picture night = junction.take(Conditions.NIGHT, Lamp.RED);
        // The letters are where the caption's own cells put them, bright on a dark band, by day and by night.
        for (Picture picture : List.of(day, night)) {
            Box band = new Box(5, 4, 190, 12);
            int bright = 0;
            for (int y = (int) band.y(); y < band.y() + band.height(); y++)
                for (int x = (int) band.x(); x < band.x() + band.width(); x++)
                    if (JunctionCamera.channel(picture, x, y, GREEN) > 170) bright++;
            assertThat(bright / band.area()).isBetween(0.15, 0.5);
            assertThat(mean(picture, new Box(0, 0, 640, 3))[GREEN]).isLessThan(95);
        }
    }

    @Test
    void aVehicleIsWhereTheTruthSaysAndNowhereElse() {
        Picture empty = junction.take(Conditions.OVERCAST, Lamp.RED);
        for (Kind kind : Kind.values()) {
            Picture picture = junction.take(Conditions.OVERCAST, Lamp.RED, junction.user(7, kind, 2, 4.5));
            List<Seen> seen = picture.truth().orElseThrow().users();
            assertThat(seen).as("%s", kind).hasSize(1);
            Seen only = seen.getFirst();
            assertThat(only.kind()).isEqualTo(kind);
            assertThat(only.visible()).isGreaterThan(0.99);
            assertThat(difference(empty, picture, only.whole())).as("%s", kind).isGreaterThan(12);
            Box beside = new Box(0, 300, only.whole().x() - 80, 100);
            // Noise, and the edge of its shadow.
            assertThat(difference(empty, picture, beside)).as("%s", kind).isLessThan(5);
        }
    }

    @Test
    void aTruckHidesTheMotorcycleBeforeItAndTheTruthSaysSo() {
        Picture picture = junction.take(
                Conditions.DAY,
                Lamp.RED,
                junction.user(1, Kind.MOTORCYCLE, -6, 4.5),
                junction.user(2, Kind.TRUCK, -2, 4.5),
                junction.user(3, Kind.MOTORCYCLE, 0, 1));
        List<Seen> seen = picture.truth().orElseThrow().users();
        assertThat(seen)
                .filteredOn(each -> each.id() == 1 && each.visible() > 0.2)
                .isEmpty();
        assertThat(seen).filteredOn(each -> each.id() == 2).allMatch(each -> each.visible() > 0.8);
        assertThat(seen).filteredOn(each -> each.id() == 3).hasSize(1).allMatch(each -> each.visible() > 0.95);
    }

    @Test
    void aPlateNearTheLineCanBeReadAndLiesOnItsVehicle() {
        JunctionCamera near = new JunctionCamera(30, 1280);
        Picture picture = near.take(Conditions.OVERCAST, Lamp.RED, near.user(21, Kind.MOTORCYCLE, 2, 3.5));
        SeenPlate plate = picture.truth().orElseThrow().plates().getFirst();
        assertThat(plate.visible()).isGreaterThan(0.95);
        assertThat(plate.letterPx()).isGreaterThan(8);
        double x0 = plate.corners().stream().mapToDouble(c -> c[0]).min().orElseThrow();
        double y0 = plate.corners().stream().mapToDouble(c -> c[1]).min().orElseThrow();
        double x1 = plate.corners().stream().mapToDouble(c -> c[0]).max().orElseThrow();
        double y1 = plate.corners().stream().mapToDouble(c -> c[1]).max().orElseThrow();
        int dark = 0;
        int light = 0;
        for (int y = (int) y0 + 1; y < y1 - 1; y++)
            for (int x = (int) x0 + 1; x < x1 - 1; x++) {
                int v = JunctionCamera.channel(picture, x, y, GREEN);
                if (v < 110) dark++;
                if (v > 160) light++;
            }
        double area = (x1 - x0) * (y1 - y0);
        assertThat(light / area).as("white ground").isGreaterThan(0.3);
        assertThat(dark / area).as("black letters").isGreaterThan(0.08);
    }

    @Test
    void aHeadShowsTheLampThatIsBurning() {
        for (Conditions conditions : List.of(Conditions.DAY, Conditions.DUSK, Conditions.NIGHT)) {
            double[] red = lens(conditions, Lamp.RED, 0);
            assertThat(red[RED]).isGreaterThan(1.25 * red[GREEN]).isGreaterThan(1.25 * red[BLUE]);
            double[] green = lens(conditions, Lamp.GREEN, 2);
            assertThat(green[GREEN]).isGreaterThan(1.25 * green[RED]);
            assertThat(red[RED]).isGreaterThan(lens(conditions, Lamp.GREEN, 0)[RED] + 60);
        }
    }

    private double[] lens(Conditions conditions, Lamp lamp, int place) {
        Picture picture = junction.take(conditions, lamp);
        SeenHead head = picture.truth().orElseThrow().heads().stream()
                .max(Comparator.comparingDouble(each -> each.box().area()))
                .orElseThrow();
        double third = head.box().height() / 3;
        Box box = head.box();
        return mean(
                picture,
                new Box(box.x() + box.width() * 0.3, box.y() + third * (place + 0.3), box.width() * 0.4, third * 0.4));
    }

    @Test
    void atNightTheRoadIsDarkerAndHeadlightsLightItUp() {
        Box road = new Box(200, 330, 240, 120);
        double day = mean(junction.take(Conditions.DAY, Lamp.RED), road)[GREEN];
        double night = mean(junction.take(Conditions.NIGHT, Lamp.RED), road)[GREEN];
        assertThat(night).isLessThan(day * 0.8);
        Picture dark = junction.take(Conditions.NIGHT, Lamp.RED);
        Picture lit = junction.take(Conditions.NIGHT, Lamp.RED, junction.user(3, Kind.CAR, 4, 4.5));
        Seen car = lit.truth().orElseThrow().users().getFirst();
        Box ahead = new Box(car.whole().x(), car.whole().y() - 40, car.whole().width(), 36);
        assertThat(mean(lit, ahead)[GREEN]).isGreaterThan(mean(dark, ahead)[GREEN] + 12);
    }

    @Test
    void theSameSceneGivesTheSamePicture() {
        RoadUser car = junction.user(3, Kind.CAR, 4, 4.5);
        Picture first = new JunctionCamera(60, 320).take(Conditions.NIGHT, Lamp.RED, car);
        Picture second = new JunctionCamera(60, 320).take(Conditions.NIGHT, Lamp.RED, car);
        assertThat(second.bgr()).isEqualTo(first.bgr());
    }
}
