package city.ioc.edge.vision.sighting;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.field.PlateSighting;
import city.ioc.contracts.id.ApproachId;
import city.ioc.edge.vision.detect.RoadUser;
import city.ioc.edge.vision.frame.Frame;
import city.ioc.edge.vision.frame.Pictures;
import city.ioc.edge.vision.plate.Corners;
import city.ioc.edge.vision.plate.Layout;
import city.ioc.edge.vision.plate.PlateRead;
import city.ioc.edge.vision.track.Box;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/** Which pictures of a vehicle its plate is read from, and when it is told. The reader answers as the test says. */
class PlateWatchTest {
    private static final Instant AT = Instant.parse("2026-11-27T02:00:00Z");
    private static final String TEXT = "95A12345";

    /** Of the cuts that were asked for: the vehicle's box in the picture. */
    private final List<Box> asked = new ArrayList<>();

    private Optional<PlateRead> answer = Optional.empty();
    private boolean hasRoom = true;
    private final PlateWatch watch = new PlateWatch((cut, reader) -> {
        try (cut) {
            asked.add(cut.own());
            if (hasRoom) reader.accept(answer);
            return hasRoom;
        }
    });
    private double seconds;

    @BeforeAll
    static void load() {
        Pictures.load();
    }

    @Test
    void twoSureReadsAreToldAtOnceAndTheVehicleOnlyOnce() {
        answer = Optional.of(read(TEXT, 0.99, true));
        assertThat(see(car(1, 300))).as("one read may err").isEmpty();
        List<PlateSighting> told = see(car(1, 260));
        assertThat(told).singleElement().satisfies(each -> {
            assertThat(each.plate().value()).isEqualTo(TEXT);
            assertThat(each.autoAccept()).isTrue();
            assertThat(each.reads()).isEqualTo(2);
            assertThat(each.motion()).isEqualTo(PlateSighting.Motion.AWAY);
            assertThat(each.approach()).contains(new ApproachId("sw"));
        });
        assertThat(see(car(1, 220))).isEmpty();
        assertThat(see()).isEmpty();
        assertThat(asked).as("and is not read any more").hasSize(2);
    }

    @Test
    void whoStaysDoubtfulIsToldWhenItIsGone() {
        answer = Optional.of(read(TEXT, 0.7, false));
        for (int y = 300; y > 200; y -= 40) assertThat(see(car(1, y))).isEmpty();
        assertThat(see())
                .singleElement()
                .satisfies(each -> assertThat(each.autoAccept()).isFalse());
    }

    @Test
    void whatIsLikelierWrongThanRightIsNotTold() {
        answer = Optional.of(read(TEXT, 0.3, false));
        see(car(1, 300));
        assertThat(see()).isEmpty();
    }

    @Test
    void aVehicleThatStandsIsNotReadInEveryPicture() {
        answer = Optional.of(read(TEXT, 0.7, false));
        for (int i = 0; i < 15; i++) see(car(1, 300));
        assertThat(asked).hasSize(2);
    }

    @Test
    void smallOnesAndThoseCutByTheEdgeAreNotRead() {
        see(vehicle(1, RoadUser.CAR, new Box(300, 200, 100, 90)));
        see(vehicle(2, RoadUser.CAR, new Box(300, 420, 200, 150)));
        see(vehicle(3, RoadUser.PEDESTRIAN, new Box(300, 200, 80, 200)));
        assertThat(asked).isEmpty();
        see(vehicle(5, RoadUser.MOTORCYCLE, new Box(300, 200, 120, 200)));
        assertThat(asked).hasSize(1);
    }

    @Test
    void whoFindsNoRoomIsReadInTheNextPicture() {
        hasRoom = false;
        see(car(1, 300));
        hasRoom = true;
        answer = Optional.of(read(TEXT, 0.99, true));
        see(car(1, 300));
        assertThat(asked).hasSize(2);
        assertThat(watch.pause()).hasSize(1);
    }

    @Test
    void whoIsLostAndFoundAgainIsToldOnce() {
        answer = Optional.of(read(TEXT, 0.99, true));
        see(car(1, 300));
        assertThat(see(car(1, 260))).hasSize(1);
        see();
        see(car(2, 300));
        assertThat(see(car(2, 260))).as("under another number").isEmpty();
    }

    @Test
    void theNextRunsFirstVehicleIsAnotherOne() {
        answer = Optional.of(read(TEXT, 0.99, true));
        see(car(1, 300));
        PlateSighting before = see(car(1, 260)).getFirst();
        try (Frame frame = frame()) {
            answer = Optional.of(read("95A54321", 0.99, true));
            watch.see(frame, 2, 0, List.of(car(1, 300)));
            PlateSighting after = watch.see(frame, 2, 0.2, List.of(car(1, 260))).getFirst();
            assertThat(after.track()).isGreaterThan(before.track());
        }
    }

    @Test
    void aPlateOnSomebodyNearerIsNotTheVehicles() {
        Vehicle far = vehicle(1, RoadUser.CAR, new Box(300, 200, 200, 150));
        Vehicle near = vehicle(2, RoadUser.MOTORCYCLE, new Box(330, 260, 90, 160));
        Mat picture = new Mat(480, 640, CvType.CV_8UC3);
        try (PlateCut cut = PlateCut.of(picture, far, List.of(far, near))) {
            assertThat(cut.isOwn(corners(cut, 240, 230))).isTrue();
            assertThat(cut.isOwn(corners(cut, 330, 230)))
                    .as("on the motorcycle")
                    .isFalse();
            assertThat(cut.isOwn(corners(cut, 195, 230))).as("beside the car").isFalse();
        }
        picture.release();
    }

    private List<PlateSighting> see(Vehicle... vehicles) {
        seconds += 0.2;
        try (Frame frame = frame()) {
            return watch.see(frame, 1, seconds, List.of(vehicles));
        }
    }

    private static Frame frame() {
        return new Frame("k1", 0, AT, new Mat(480, 640, CvType.CV_8UC3));
    }

    private static Vehicle car(long track, double y) {
        return vehicle(track, RoadUser.CAR, new Box(300, y, 200, 150));
    }

    private static Vehicle vehicle(long track, RoadUser kind, Box box) {
        return new Vehicle(track, Optional.of(kind), box, true, -200, Optional.of(new ApproachId("sw")));
    }

    private static PlateRead read(String text, double confidence, boolean accepted) {
        return new PlateRead(
                text, Layout.ONE_LINE, Optional.empty(), confidence, accepted, List.of(), square(50, 50), 12);
    }

    /** Of a plate at a place of the picture, in pixels of the cut. */
    private static Corners corners(PlateCut cut, double x, double y) {
        return square((x - cut.left()) * cut.scale(), (y - cut.top()) * cut.scale());
    }

    private static Corners square(double x, double y) {
        return new Corners(List.of(
                new Corners.Corner(x - 5, y - 5),
                new Corners.Corner(x + 5, y - 5),
                new Corners.Corner(x + 5, y + 5),
                new Corners.Corner(x - 5, y + 5)));
    }
}
