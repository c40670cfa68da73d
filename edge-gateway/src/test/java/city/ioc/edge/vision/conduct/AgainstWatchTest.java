package city.ioc.edge.vision.conduct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import city.ioc.contracts.camera.CameraGeometry;
import city.ioc.contracts.camera.GroundPoint;
import city.ioc.contracts.camera.PictureLane;
import city.ioc.contracts.camera.PictureLine;
import city.ioc.contracts.camera.PixelPoint;
import city.ioc.contracts.camera.SurveyPoint;
import city.ioc.contracts.field.LaneConduct;
import city.ioc.contracts.field.StopLinePassage.Break;
import city.ioc.contracts.id.ApproachId;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.street.VehicleClass;
import city.ioc.edge.vision.detect.Detection;
import city.ioc.edge.vision.detect.RoadUser;
import city.ioc.edge.vision.track.Box;
import city.ioc.edge.vision.track.Track;
import city.ioc.edge.vision.track.Tracker;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

/**
 * Seen from straight above, 10 pixels a metre: traffic goes up the picture, in two lanes from x = 280 at the street's axis to x = 340 at
 * the kerb, to a stop line at y = 100. The other half of the street lies to the left of the axis. Five pictures a second.
 */
class AgainstWatchTest {
    private static final Instant BEGIN = Instant.parse("2026-11-27T02:00:00Z");
    private static final double KERB_LANE = 32.5;
    private static final double BESIDE_KERB = 34.8;
    private static final double OTHER_HALF = 26.5;

    @Test
    void whoGoesAgainstTheArrowsIsToldOnceWithHowFarAndHowFast() {
        LaneConduct told = only(ride(KERB_LANE, 6, t -> -2 - 5 * t));
        assertThat(told.kind()).isEqualTo(LaneConduct.Kind.AGAINST_TRAFFIC);
        assertThat(told.movedM()).isCloseTo(10, within(1.5));
        assertThat(told.speedKmh()).isCloseTo(18, within(1.5));
        assertThat(told.vehicle()).contains(VehicleClass.MOTORCYCLE);
        assertThat(told.approach()).isEqualTo(new ApproachId("sw"));
        assertThat(told.lane()).hasValue(1);
        assertThat(told.broken()).isEmpty();
    }

    @Test
    void whoRidesBetweenTheLanesAndTheKerbIsOnThatRoadToo() {
        LaneConduct told = only(ride(BESIDE_KERB, 6, t -> -2 - 5 * t));
        assertThat(told.lane()).isEmpty();
        assertThat(told.broken()).isEmpty();
    }

    @Test
    void whoComesOnTheOtherHalfOfTheStreetIsNotAccused() {
        assertThat(ride(OTHER_HALF, 6, t -> -2 - 8 * t)).isEmpty();
        assertThat(ride(28.4, 6, t -> -2 - 8 * t))
                .as("cutting the axis by a handlebar")
                .isEmpty();
    }

    @Test
    void whoGoesWithTheTrafficStandsOrRollsBackToMakeRoomIsNotAccused() {
        SplittableRandom random = new SplittableRandom(1);
        assertThat(ride(KERB_LANE, 4, t -> -35 + 8 * t)).isEmpty();
        assertThat(ride(KERB_LANE, 30, t -> -12 + random.nextDouble(-0.6, 0.6))).isEmpty();
        assertThat(ride(KERB_LANE, 9, t -> -10 - Math.min(3.5, t))).isEmpty();
        assertThat(ride(KERB_LANE, 20, t -> -5 - 1.2 * t)).as("pushed by hand").isEmpty();
    }

    @Test
    void whoIsOnFootOrRunsIsNotAccusedAndWhoIsFasterRides() {
        assertThat(ride(RoadUser.PEDESTRIAN, KERB_LANE, 12, t -> -2 - 1.4 * t)).isEmpty();
        assertThat(ride(RoadUser.PEDESTRIAN, KERB_LANE, 9, t -> -2 - 3.3 * t)).isEmpty();
        assertThat(only(ride(RoadUser.PEDESTRIAN, KERB_LANE, 6, t -> -2 - 5 * t))
                        .vehicle())
                .contains(VehicleClass.MOTORCYCLE);
    }

    @Test
    void whoCrossesTheRoadIsNotAccused() {
        assertThat(AgainstReading.of(trail(i -> new RoadGround.Place(-10 - 0.8 * i, 1 + 0.7 * i), i -> true)))
                .isEmpty();
    }

    @Test
    void whoTurnsRoundIsToldOfTheWayAgainstAlone() {
        AgainstReading reading = AgainstReading.of(trail(
                        i -> new RoadGround.Place(i < 10 ? -20 + i : -10 - 0.9 * (i - 10), 3), i -> true))
                .orElseThrow();
        assertThat(reading.movedM()).isCloseTo(8.1, within(1.2));
        assertThat(Duration.between(BEGIN, reading.at()).toMillis()).isBetween(1_700L, 2_100L);
    }

    @Test
    void aTrackThatIsHandedThroughACrowdIsBroken() {
        // It is found five times, each time farther back, as by the next rider of those who wait.
        double[] places = {-0.5, -1.8, -2.9, -4.1, -8.7, -9.6};
        assertThat(AgainstReading.of(trail(i -> new RoadGround.Place(places[Math.min(5, i / 2)], 3), i -> i % 2 == 0))
                        .orElseThrow()
                        .broken())
                .contains(Break.JUMPED);
    }

    @Test
    void whoBrakesABitIsFollowedAllTheSame() {
        assertThat(AgainstReading.of(trail(
                                i -> new RoadGround.Place(-2 - 6 * (0.2 * i) + 0.5 * (0.2 * i) * (0.2 * i), 3),
                                i -> i % 2 == 0 && i < 12))
                        .orElseThrow()
                        .broken())
                .isEmpty();
    }

    @Test
    void aTrackThatLeapsFromOneVehicleToTheNextBehindIsBroken() {
        // It follows one that stands, then is taken for another one 9 m behind.
        assertThat(AgainstReading.of(trail(i -> new RoadGround.Place(i < 10 ? -4 : -13, 3), i -> true))
                        .orElseThrow()
                        .broken())
                .isPresent();
    }

    @Test
    void aWayThatTheNetworkHardlySawIsBroken() {
        assertThat(AgainstReading.of(trail(i -> new RoadGround.Place(-2 - i, 3), i -> i % 7 == 0))
                        .orElseThrow()
                        .broken())
                .contains(Break.UNSEEN);
    }

    @Test
    void withoutASurveyNothingIsTold() {
        CameraGeometry whole = geometry();
        AgainstWatch blind = new AgainstWatch(new CameraGeometry(
                whole.camera(),
                whole.validFrom(),
                whole.validTo(),
                whole.width(),
                whole.height(),
                List.of(),
                whole.lines(),
                whole.lanes(),
                List.of(),
                List.of()));
        assertThat(ride(blind, RoadUser.MOTORCYCLE, KERB_LANE, 6, t -> -2 - 5 * t))
                .isEmpty();
    }

    /** However it trembles: who never goes back by more than boxes tremble is not accused, whatever they do otherwise. */
    @Property(tries = 300)
    void whoGoesForwardIsNeverAccused(
            @ForAll long seed,
            @ForAll @DoubleRange(min = 0, max = 12) double speed,
            @ForAll @DoubleRange(min = 0, max = 0.8) double trembles) {
        SplittableRandom random = new SplittableRandom(seed);
        assertThat(AgainstReading.of(trail(
                        i -> new RoadGround.Place(
                                -30 + speed * 0.2 * i + (trembles == 0 ? 0 : random.nextDouble(-trembles, trembles)),
                                3),
                        i -> random.nextInt(3) > 0)))
                .isEmpty();
    }

    private static List<Trail.Sighting> trail(IntFunction<RoadGround.Place> place, IntPredicate detected) {
        List<Trail.Sighting> trail = new ArrayList<>();
        for (int i = 0; i < 20; i++)
            trail.add(new Trail.Sighting(at(0.2 * i), place.apply(i), new Box(300, 300, 8, 19), detected.test(i)));
        return trail;
    }

    private static LaneConduct only(List<LaneConduct> told) {
        assertThat(told).hasSize(1);
        return told.getFirst();
    }

    private static List<LaneConduct> ride(double acrossM, double seconds, DoubleUnaryOperator alongM) {
        return ride(RoadUser.MOTORCYCLE, acrossM, seconds, alongM);
    }

    private static List<LaneConduct> ride(RoadUser kind, double acrossM, double seconds, DoubleUnaryOperator alongM) {
        return ride(new AgainstWatch(geometry()), kind, acrossM, seconds, alongM);
    }

    /** Somebody whose wheels are so many metres beyond the stop line, and so many from the left edge of the picture. */
    private static List<LaneConduct> ride(
            AgainstWatch watch, RoadUser kind, double acrossM, double seconds, DoubleUnaryOperator alongM) {
        Tracker tracker = new Tracker(640, 480);
        List<LaneConduct> told = new ArrayList<>();
        for (int i = 0; i * 0.2 < seconds; i++) {
            double bottom = 100 - 10 * alongM.applyAsDouble(i * 0.2);
            List<Detection> seen = bottom > 475 || bottom < 25
                    ? List.of()
                    : List.of(new Detection(kind, 0.7, 10 * acrossM - 4, bottom - 19, 8, 19));
            List<Track> tracks = tracker.update(i * 0.2, Optional.of(seen), List.of(), box -> Optional.empty());
            told.addAll(watch.see(at(i * 0.2), tracks, Track::id));
        }
        return told;
    }

    private static Instant at(double second) {
        return BEGIN.plusMillis(Math.round(second * 1000));
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
                List.of(new PictureLine(
                        "stop",
                        PictureLine.Kind.STOP_LINE,
                        new PixelPoint(340, 100),
                        new PixelPoint(280, 100),
                        Optional.of(approach))),
                List.of(lane(1, 310, 340), lane(2, 280, 310)),
                List.of(),
                List.of());
    }

    private static PictureLane lane(int number, double left, double right) {
        double middle = (left + right) / 2;
        return new PictureLane(
                "lane-" + number,
                new ApproachId("sw"),
                number,
                List.of(
                        new PixelPoint(left, 100),
                        new PixelPoint(right, 100),
                        new PixelPoint(right, 470),
                        new PixelPoint(left, 470)),
                new PixelPoint(middle, 470),
                new PixelPoint(middle, 100));
    }
}
