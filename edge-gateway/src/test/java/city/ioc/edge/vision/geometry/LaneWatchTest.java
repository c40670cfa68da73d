package city.ioc.edge.vision.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import city.ioc.contracts.camera.CameraGeometry;
import city.ioc.contracts.camera.GroundPoint;
import city.ioc.contracts.camera.PictureLane;
import city.ioc.contracts.camera.PixelPoint;
import city.ioc.contracts.camera.SurveyPoint;
import city.ioc.contracts.id.ApproachId;
import city.ioc.contracts.id.DeviceId;
import city.ioc.edge.vision.detect.Detection;
import city.ioc.edge.vision.detect.RoadUser;
import city.ioc.edge.vision.track.Track;
import city.ioc.edge.vision.track.Tracker;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Seen from straight above: 10 pixels are a metre, a lane 40 m long comes down the picture to its stop line at y = 440. */
class LaneWatchTest {
    private final LaneWatch watch = new LaneWatch(geometry(true));

    @Test
    void speedIsMeasuredOnTheRoad() {
        List<Track> tracks = tracks(10, new Car(100, 20)); // 20 pixels, 2 m, in a fifth of a second
        assertThat(watch.speedKmh(tracks.getFirst()).orElseThrow()).isCloseTo(36, within(2.0));
        assertThat(watch.see(tracks).getFirst().meanSpeedKmh().orElseThrow()).isCloseTo(36, within(2.0));
    }

    @Test
    void aQueueReachesFromTheStopLineToItsLastVehicle() {
        // Boxes 50 high whose lower halves stand on the road: rears at 415 - 25, 345 - 25 and so on.
        LaneState lane = watch.see(tracks(10, new Car(390, 0), new Car(320, 0), new Car(250, 0)))
                .getFirst();
        assertThat(lane.vehicles()).isEqualTo(3);
        assertThat(lane.pcu()).isEqualTo(3.0);
        assertThat(lane.queueM().orElseThrow()).isCloseTo(16.5, within(0.5));
        assertThat(lane.occupancy()).isCloseTo(3 * 25 / 400.0, within(0.02));
    }

    @Test
    void whoStandsFarFromTheQueueOrDrivesIsNoPartOfIt() {
        LaneState lane = watch.see(tracks(6, new Car(390, 0), new Car(100, 0), new Car(230, 20)))
                .getFirst();
        assertThat(lane.vehicles()).isEqualTo(3);
        assertThat(lane.queueM().orElseThrow()).isCloseTo(2.5, within(0.5));
    }

    @Test
    void withoutASurveyNothingIsSaidInMetres() {
        LaneState lane =
                new LaneWatch(geometry(false)).see(tracks(10, new Car(390, 0))).getFirst();
        assertThat(lane.vehicles()).isEqualTo(1);
        assertThat(lane.queueM()).isEmpty();
        assertThat(lane.meanSpeedKmh()).isEmpty();
        assertThat(lane.occupancy()).isPositive();
    }

    @Test
    void anEmptyLaneHasNoSpeed() {
        LaneState lane = watch.see(List.of()).getFirst();
        assertThat(lane)
                .isEqualTo(new LaneState(
                        "n-1", 0, 0, 0, java.util.OptionalDouble.of(0), java.util.OptionalDouble.empty()));
    }

    /** Upper edge of a car's box at first, and pixels it goes on from picture to picture. */
    private record Car(double y, double step) {}

    private static List<Track> tracks(int pictures, Car... cars) {
        Tracker tracker = new Tracker(640, 480);
        for (int i = 0; i < pictures; i++) {
            List<Detection> found = new ArrayList<>();
            for (Car car : cars) found.add(new Detection(RoadUser.CAR, 0.7, 310, car.y + car.step * i, 20, 50));
            tracker.update(0.2 * i, Optional.of(found), List.of(), box -> Optional.empty());
        }
        return tracker.confirmed();
    }

    private static CameraGeometry geometry(boolean surveyed) {
        List<SurveyPoint> survey = new ArrayList<>();
        for (int x : new int[] {300, 340})
            for (int y : new int[] {40, 440})
                survey.add(new SurveyPoint(at(x, y), new GroundPoint(x / 10.0, y / 10.0)));
        PictureLane lane = new PictureLane(
                "n-1",
                new ApproachId("n"),
                1,
                List.of(at(300, 40), at(340, 40), at(340, 440), at(300, 440)),
                at(320, 40),
                at(320, 440));
        return new CameraGeometry(
                new DeviceId("cam-1"),
                LocalDate.of(2026, 1, 1),
                Optional.empty(),
                640,
                480,
                surveyed ? survey : List.of(),
                List.of(),
                List.of(lane),
                List.of(),
                List.of());
    }

    private static PixelPoint at(double x, double y) {
        return new PixelPoint(x, y);
    }
}
