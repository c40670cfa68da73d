package city.ioc.edge.vision.track;

import static city.ioc.edge.vision.detect.RoadUser.CAR;
import static city.ioc.edge.vision.detect.RoadUser.MOTORCYCLE;
import static city.ioc.edge.vision.detect.RoadUser.TRUCK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import city.ioc.edge.vision.detect.Detection;
import city.ioc.edge.vision.detect.MovingBlob;
import city.ioc.edge.vision.detect.RoadUser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Pictures of 640 x 480, five a second; a rider is 30 x 40 pixels. */
class TrackerTest {
    private static final double STEP_S = 0.2;
    private final Tracker tracker = new Tracker(640, 480);
    private int picture;

    @Test
    void oneRiderIsOneTrackWithItsSpeed() {
        for (int i = 0; i < 15; i++) see(rider(0.6, 100 + 12 * i, 200));
        assertThat(tracker.confirmed()).hasSize(1);
        Track track = tracker.confirmed().getFirst();
        assertThat(track.kind()).contains(MOTORCYCLE);
        assertThat(track.speedX()).isCloseTo(60, within(6.0));
        assertThat(track.box().centreX()).isCloseTo(100 + 12 * 14 + 15, within(4.0));
    }

    @Test
    void oneFlashIsNobody() {
        see(rider(0.9, 100, 200));
        for (int i = 0; i < 5; i++) see();
        assertThat(tracker.all()).isEmpty();
    }

    @Test
    void weakScoresCarryATrackThroughButBeginNone() {
        for (int i = 0; i < 4; i++) see(rider(0.6, 100 + 10 * i, 200), rider(0.2, 400, 300));
        long id = tracker.confirmed().getFirst().id();
        for (int i = 4; i < 14; i++) see(rider(0.2, 100 + 10 * i, 200), rider(0.2, 400, 300));
        assertThat(tracker.confirmed()).extracting(Track::id).containsExactly(id);
    }

    @Test
    void aPlatoonOfTwelveKeepsItsTwelveNames() {
        Set<Long> ids = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            List<Detection> riders = new ArrayList<>();
            // Closer to each other, 34 pixels, than the 26 each goes on from picture to picture.
            for (int k = 0; k < 12; k++) riders.add(rider(0.5, 60 + 34 * (k % 6) + 26 * (i % 13), 150 + 60 * (k / 6)));
            if (i == 13) break;
            see(riders.toArray(Detection[]::new));
            tracker.confirmed().forEach(track -> ids.add(track.id()));
        }
        assertThat(tracker.confirmed()).hasSize(12);
        assertThat(ids).hasSize(12);
    }

    @Test
    void whereOneOfAQueueIsMissedAndOneComesTheOthersKeepTheirNames() {
        double[] abreast = {100, 128, 156, 184, 212};
        for (int i = 0; i < 8; i++) see(standing(abreast));
        List<Long> names = namesByPlace();
        // The network misses the first, and somebody comes to stand at the other end.
        for (int i = 0; i < 2; i++) see(standing(128, 156, 184, 212, 240));
        assertThat(namesByPlace()).startsWith(names.toArray(Long[]::new));
    }

    private static Detection[] standing(double... lefts) {
        return Arrays.stream(lefts).mapToObj(left -> rider(0.6, left, 200)).toArray(Detection[]::new);
    }

    private List<Long> namesByPlace() {
        return tracker.confirmed().stream()
                .sorted(Comparator.comparingDouble(track -> track.box().centreX()))
                .map(Track::id)
                .toList();
    }

    @Test
    void whoIsHiddenForHalfASecondComesBackAsTheSame() {
        for (int i = 0; i < 6; i++) see(rider(0.6, 100 + 12 * i, 200));
        long id = tracker.confirmed().getFirst().id();
        for (int i = 6; i < 9; i++) see();
        for (int i = 9; i < 12; i++) see(rider(0.6, 100 + 12 * i, 200));
        assertThat(tracker.confirmed()).extracting(Track::id).containsExactly(id);
    }

    @Test
    void theClassIsWhatMostPicturesSay() {
        for (int i = 0; i < 9; i++) see(new Detection(i % 3 == 0 ? TRUCK : CAR, 0.6, 100 + 10 * i, 200, 90, 60));
        assertThat(tracker.confirmed()).hasSize(1);
        assertThat(tracker.confirmed().getFirst().kind()).contains(CAR);
        assertThat(tracker.confirmed().getFirst().kindShare()).isBetween(0.5, 0.9);
    }

    @Test
    void motionAloneIsFollowedOnceItHasComeAWay() {
        for (int i = 0; i < 12; i++) move(100 + 20 * i, 200, 80, 60);
        assertThat(tracker.confirmed()).hasSize(1);
        assertThat(tracker.confirmed().getFirst().kind()).isEmpty();
        for (int i = 0; i < 30; i++) move(500 + 4 * (i % 2), 400, 60, 50); // a branch in the wind
        assertThat(tracker.confirmed()).noneMatch(track -> track.box().centreY() > 380);
    }

    @Test
    void betweenLooksATrackFollowsItsMotion() {
        for (int i = 0; i < 4; i++) see(rider(0.6, 100 + 8 * i, 200));
        double x = 124;
        for (int i = 0; i < 6; i++) move(x += 16, 200, 30, 40); // twice as fast now, and the network does not look
        assertThat(tracker.confirmed()).hasSize(1);
        assertThat(tracker.confirmed().getFirst().box().centreX()).isCloseTo(x + 15, within(5.0));
    }

    @Test
    void whoStandsIsRememberedLongerThanWhoGoes() {
        for (int i = 0; i < 10; i++) see(rider(0.6, 100, 200), rider(0.6, 200 + 20 * i, 300));
        for (int i = 0; i < 10; i++) see();
        assertThat(tracker.confirmed()).hasSize(1).first().matches(Tracker::isStanding);
    }

    private void see(Detection... found) {
        tracker.update(STEP_S * picture++, Optional.of(List.of(found)), List.of(), box -> Optional.empty());
    }

    private void move(double x, double y, double w, double h) {
        tracker.update(
                STEP_S * picture++,
                Optional.empty(),
                List.of(new MovingBlob(x, y, w, h, 0.8)),
                box -> Optional.empty());
    }

    private static Detection rider(double score, double x, double y) {
        return new Detection(RoadUser.MOTORCYCLE, score, x, y, 30, 40);
    }
}
