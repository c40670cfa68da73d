package city.ioc.edge.vision.passage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import city.ioc.contracts.camera.CameraGeometry;
import city.ioc.contracts.camera.GroundPoint;
import city.ioc.contracts.camera.PictureHead;
import city.ioc.contracts.camera.PictureLine;
import city.ioc.contracts.camera.PixelPoint;
import city.ioc.contracts.camera.SurveyPoint;
import city.ioc.contracts.field.LampReading;
import city.ioc.contracts.field.StopLinePassage;
import city.ioc.contracts.field.StopLinePassage.Break;
import city.ioc.contracts.id.ApproachId;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.street.VehicleClass;
import city.ioc.edge.vision.detect.Detection;
import city.ioc.edge.vision.detect.RoadUser;
import city.ioc.edge.vision.frame.Pictures;
import city.ioc.edge.vision.track.Appearance;
import city.ioc.edge.vision.track.Box;
import city.ioc.edge.vision.track.Track;
import city.ioc.edge.vision.track.Tracker;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

/**
 * Seen from straight above, 10 pixels a metre: traffic goes up the picture over a stop line at y = 300 into a junction that begins at
 * y = 250. Motorcycles are 8 by 19 pixels, so that their rears are 1.9 m behind their fronts. Five pictures a second.
 */
class PassageWatchTest {
    private static final Instant BEGIN = Instant.parse("2026-11-27T02:00:00Z");
    private static final SignalGroupId GROUP = new SignalGroupId("g2");

    private final PassageWatch watch = new PassageWatch(geometry());

    @BeforeAll
    static void load() {
        Pictures.load();
    }

    @Test
    void theInstantsAtTheLineAndAtTheJunctionLieBetweenPictures() {
        StopLinePassage passage = ride(8, t -> -20 + 8 * t).getFirst();
        assertThat(seconds(passage.at())).isCloseTo(2.5, within(0.05));
        assertThat(seconds(passage.enteredAt().orElseThrow())).isCloseTo(3.125, within(0.05));
        assertThat(passage.speedKmh().orElseThrow()).isCloseTo(28.8, within(1.5));
        assertThat(passage.vehicle()).contains(VehicleClass.MOTORCYCLE);
        assertThat(passage.broken()).isEmpty();
        assertThat(passage.stoodM()).isEmpty();
    }

    @Test
    void whoStandsBeforeTheLineAndTremblesHasNotPassedIt() {
        SplittableRandom random = new SplittableRandom(1);
        assertThat(ride(40, t -> Math.min(-0.4, -20 + 8 * t) + random.nextDouble(-0.4, 0.4)))
                .isEmpty();
    }

    @Test
    void whoTremblesBeforeTheLineAtRedPassesItWhenItGoes() {
        SplittableRandom random = new SplittableRandom(2);
        StopLinePassage passage = ride(
                        30,
                        t -> t < 20
                                ? Math.min(-0.3, -20 + 8 * t) + random.nextDouble(-0.3, 0.3)
                                : -0.3 + 1.5 * (t - 20) * (t - 20))
                .getFirst();
        assertThat(seconds(passage.at())).isCloseTo(20.4, within(0.35));
        assertThat(passage.stoodM()).isEmpty();
    }

    @Test
    void whoStandsBeyondTheLineIsToldWithThePlace() {
        StopLinePassage passage = ride(30, PassageWatchTest::brakes).getFirst();
        assertThat(passage.stoodM().orElseThrow()).isCloseTo(2.5, within(0.3));
        assertThat(passage.enteredAt()).isEmpty();
        assertThat(passage.broken()).isEmpty();
    }

    @Test
    void whoWaitsBeyondTheLineAndThenGoesEntersLater() {
        StopLinePassage passage = ride(20, t -> t < 10 ? brakes(t) : 2.5 + 1.5 * (t - 10) * (t - 10))
                .getFirst();
        assertThat(seconds(passage.at())).isCloseTo(3.46, within(0.25));
        assertThat(seconds(passage.enteredAt().orElseThrow())).isCloseTo(11.29, within(0.35));
    }

    @Test
    void aTrackThatBeginsAtTheLineOrIsLostBehindItIsBroken() {
        assertThat(ride(8, t -> -2 + 8 * t).getFirst().broken()).contains(Break.BEGAN_LATE);
        assertThat(ride(14, t -> t < 2.95 ? -20 + 8 * t : Double.NaN).getFirst().broken())
                .contains(Break.LOST);
    }

    @Test
    void aTrackThatLeapsIsBroken() {
        // It stands at the line; another one, far ahead, becomes its box.
        Way way = new Way(1);
        for (int i = 0; i < 20; i++)
            way.saw(
                    at(0.2 * i),
                    new StopLineGround.Place(i < 12 ? -2.2 : 4.5 + 0.3 * (i - 12), 2),
                    new Box(300, 300, 8, 19),
                    OptionalInt.empty(),
                    Optional.of(RoadUser.MOTORCYCLE),
                    look(true));
        assertThat(PassageReading.of(way.sightings(), 1.9, 5).orElseThrow().broken(false))
                .contains(Break.JUMPED);
    }

    @Test
    void whatMovesBetweenTheLooksOfTheNetworkTellsThatItWasThereAndNotWhere() {
        // The network looks at every other picture; in those between, what moves is taken for it, and lags behind.
        Way way = new Way(1);
        for (int i = 0; i < 25; i++) {
            double front = -20 + 8 * 0.2 * i;
            way.saw(
                    at(0.2 * i),
                    new StopLineGround.Place(front - 1.9 - (i % 2) * 1.5, 2),
                    new Box(300, 300, 8, 19),
                    OptionalInt.empty(),
                    Optional.of(RoadUser.MOTORCYCLE),
                    look(i % 2 == 0));
        }
        PassageReading reading = PassageReading.of(way.sightings(), 1.9, 5).orElseThrow();
        assertThat(reading.broken(false)).isEmpty();
        assertThat(seconds(reading.passedAt())).isCloseTo(2.5, within(0.01));
    }

    @Test
    void whoIsBeyondTheLineByMotionAloneIsNotAccused() {
        // It stands at the line and is found there; something else that moves is taken for it.
        Way way = new Way(1);
        for (int i = 0; i < 25; i++)
            way.saw(
                    at(0.2 * i),
                    new StopLineGround.Place(Math.max(-2.1, -20 + 8 * 0.2 * i), 2),
                    new Box(300, 300, 8, 19),
                    OptionalInt.empty(),
                    Optional.of(RoadUser.MOTORCYCLE),
                    look(i < 12));
        assertThat(PassageReading.of(way.sightings(), 1.9, 5).orElseThrow().broken(false))
                .contains(Break.UNSEEN);
    }

    @Test
    void aWayBeginsWhereItWasFirstSeenThoughNobodyBelievedInItYet() {
        // The tracker believes in it after some pictures, half-way to the line.
        assertThat(ride(8, t -> -7 + 10 * t).getFirst().broken()).isEmpty();
    }

    @Test
    void whoIsTakenForSomebodyOnFootAndIsTooFastRides() {
        assertThat(ride(watch, RoadUser.PEDESTRIAN, 8, t -> -20 + 8 * t))
                .extracting(passage -> passage.vehicle().orElseThrow())
                .containsExactly(VehicleClass.MOTORCYCLE);
        assertThat(ride(watch, RoadUser.PEDESTRIAN, 25, t -> -8 + 1.4 * t)).isEmpty();
    }

    @Test
    void whoIsAnotherKindBeyondTheLineHasTakenOverItsTrack() {
        assertThat(ride(
                        watch,
                        at -> at < 2.6 ? RoadUser.MOTORCYCLE : RoadUser.CAR,
                        8,
                        t -> -20 + 8 * t,
                        box -> Optional.empty()))
                .extracting(StopLinePassage::broken)
                .containsExactly(Optional.of(Break.JUMPED));
    }

    @Test
    void whoHasOtherColoursBeyondTheLineIsNotTheSame() {
        Mat dressed = new Mat(480, 640, CvType.CV_8UC3, new Scalar(30, 30, 200));
        dressed.submat(0, 300, 0, 640).setTo(new Scalar(200, 60, 30));
        try {
            // The clothes change with the place in the picture: red before the line, blue beyond it.
            assertThat(ride(watch, at -> RoadUser.MOTORCYCLE, 8, t -> -20 + 8 * t, box -> Appearance.of(dressed, box)))
                    .noneMatch(passage -> passage.broken().isEmpty());
        } finally {
            dressed.release();
        }
    }

    @Test
    void theHeadsAreThoseOfTheInstants() {
        watch.saw(List.of(lamp(0, LampReading.Seen.GREEN), lamp(2.8, LampReading.Seen.AMBER)));
        StopLinePassage passage = ride(8, t -> -20 + 8 * t).getFirst();
        assertThat(passage.lamps())
                .containsExactly(
                        new StopLinePassage.HeadSeen(GROUP, LampReading.Seen.GREEN, LampReading.Seen.AMBER, 0.99));
    }

    @Test
    void withoutAJunctionLineNothingIsTold() {
        CameraGeometry whole = geometry();
        PassageWatch blind = new PassageWatch(new CameraGeometry(
                whole.camera(),
                whole.validFrom(),
                whole.validTo(),
                whole.width(),
                whole.height(),
                whole.survey(),
                whole.lines().subList(0, 1),
                List.of(),
                List.of(),
                List.of()));
        assertThat(ride(blind, RoadUser.MOTORCYCLE, 8, t -> -20 + 8 * t)).isEmpty();
    }

    /** At 6 m/s, then braking at 3 m/s² to stand 2.5 m beyond the line. */
    private static double brakes(double t) {
        double braking = Math.clamp(t - 2.75, 0, 2);
        return -20 + 6 * Math.min(t, 2.75) + 6 * braking - 1.5 * braking * braking;
    }

    private List<StopLinePassage> ride(double seconds, DoubleUnaryOperator frontM) {
        return ride(watch, RoadUser.MOTORCYCLE, seconds, frontM);
    }

    /** Somebody whose front is so many metres beyond the line; not a number: not seen. */
    private static List<StopLinePassage> ride(
            PassageWatch watch, RoadUser kind, double seconds, DoubleUnaryOperator frontM) {
        return ride(watch, at -> kind, seconds, frontM, box -> Optional.empty());
    }

    private static List<StopLinePassage> ride(
            PassageWatch watch,
            DoubleFunction<RoadUser> kind,
            double seconds,
            DoubleUnaryOperator frontM,
            Function<Box, Optional<Appearance>> looks) {
        Tracker tracker = new Tracker(640, 480);
        List<StopLinePassage> told = new ArrayList<>();
        for (int i = 0; i * 0.2 < seconds; i++) {
            double front = frontM.applyAsDouble(i * 0.2);
            double top = 300 - 10 * front;
            List<Detection> seen = Double.isNaN(front) || top < 5
                    ? List.of()
                    : List.of(new Detection(kind.apply(i * 0.2), 0.7, 316, top, 8, 19));
            List<Track> tracks = tracker.update(i * 0.2, Optional.of(seen), List.of(), looks);
            told.addAll(watch.see(at(i * 0.2), tracks, Track::id, track -> Optional.empty()));
        }
        return told;
    }

    private static Optional<Track.Look> look(boolean detected) {
        return detected ? Optional.of(new Track.Look(RoadUser.MOTORCYCLE, Optional.empty())) : Optional.empty();
    }

    private static LampReading lamp(double second, LampReading.Seen seen) {
        return new LampReading(at(second), GROUP, seen, false, 0.99);
    }

    private static Instant at(double second) {
        return BEGIN.plusMillis(Math.round(second * 1000));
    }

    private static double seconds(Instant at) {
        return Duration.between(BEGIN, at).toMillis() / 1000.0;
    }

    private static CameraGeometry geometry() {
        List<SurveyPoint> survey = new ArrayList<>();
        for (int x : new int[] {280, 360})
            for (int y : new int[] {100, 470})
                survey.add(new SurveyPoint(new PixelPoint(x, y), new GroundPoint(x / 10.0, -y / 10.0)));
        ApproachId approach = new ApproachId("sw");
        return new CameraGeometry(
                new DeviceId("cam-1"),
                LocalDate.of(2026, 1, 1),
                Optional.empty(),
                640,
                480,
                survey,
                List.of(
                        new PictureLine(
                                "stop",
                                PictureLine.Kind.STOP_LINE,
                                new PixelPoint(360, 300),
                                new PixelPoint(280, 300),
                                Optional.of(approach)),
                        new PictureLine(
                                "junction",
                                PictureLine.Kind.JUNCTION_LINE,
                                new PixelPoint(360, 250),
                                new PixelPoint(280, 250),
                                Optional.of(approach))),
                List.of(),
                List.of(),
                List.of(new PictureHead("h", GROUP, 10, 10, 10, 20)));
    }
}
