package city.ioc.sim.bench.vision;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.edge.vision.detect.Detection;
import city.ioc.edge.vision.detect.RoadUser;
import city.ioc.sim.camera.FrameTruth;
import city.ioc.sim.camera.FrameTruth.Box;
import city.ioc.sim.camera.FrameTruth.Seen;
import city.ioc.sim.camera.body.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SceneDetectionTest {
    private static final Box BOX = new Box(100, 100, 30, 60);

    private final SceneDetection judge = new SceneDetection();

    @Test
    void oneFoundOneMissedAndOneMadeUpAreHalfAndHalf() {
        judge.judge(
                truth(seen(1, Kind.MOTORCYCLE, BOX, 1), seen(2, Kind.MOTORCYCLE, new Box(300, 100, 30, 60), 1)),
                List.of(found(RoadUser.MOTORCYCLE, 102, 98), found(RoadUser.MOTORCYCLE, 500, 300)));
        assertThat(riders())
                .containsEntry("present", 2)
                .containsEntry("recall", 0.5)
                .containsEntry("precision", 0.5);
    }

    @Test
    void whoIsMostlyHiddenCountsNeitherFoundNorMissed() {
        judge.judge(truth(seen(1, Kind.MOTORCYCLE, BOX, 0.2)), List.of(found(RoadUser.MOTORCYCLE, 100, 100)));
        judge.judge(truth(seen(2, Kind.MOTORCYCLE, BOX, 0.2)), List.of());
        assertThat(riders()).containsEntry("present", 0).containsEntry("detections", 0);
    }

    @Test
    void whoHidesAnotherIsTheOneThatWasFound() {
        judge.judge(
                truth(seen(1, Kind.MOTORCYCLE, BOX, 0.3), seen(2, Kind.MOTORCYCLE, new Box(104, 104, 30, 60), 1)),
                List.of(found(RoadUser.MOTORCYCLE, 100, 100)));
        assertThat(riders()).containsEntry("recall", 1.0).containsEntry("precision", 1.0);
    }

    @Test
    void twoFindsOfOneRiderAreOneTooMany() {
        judge.judge(
                truth(seen(1, Kind.MOTORCYCLE, BOX, 1)),
                List.of(found(RoadUser.MOTORCYCLE, 100, 100), found(RoadUser.MOTORCYCLE, 104, 104)));
        assertThat(riders()).containsEntry("recall", 1.0).containsEntry("precision", 0.5);
    }

    @Test
    void aCarTakenForATruckIsFoundButItsClassIsWrong() {
        judge.judge(truth(seen(1, Kind.CAR, BOX, 1)), List.of(found(RoadUser.TRUCK, 100, 100)));
        assertThat(part("everybody")).containsEntry("recall", 1.0);
        assertThat(judge.figures()).containsEntry("classRightShare", 0.0);
    }

    private Map<String, Object> riders() {
        return part("riders");
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> part(String name) {
        return (Map<String, Object>) Objects.requireNonNull(judge.figures().get(name));
    }

    private static FrameTruth truth(Seen... users) {
        return new FrameTruth(Instant.EPOCH, List.of(users), List.of(), List.of());
    }

    private static Seen seen(long id, Kind kind, Box box, double visible) {
        return new Seen(id, kind, box, visible, false);
    }

    private static Detection found(RoadUser kind, double x, double y) {
        return new Detection(kind, 0.9, x, y, 30, 60);
    }
}
