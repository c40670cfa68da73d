package city.ioc.edge.vision.count;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.edge.vision.detect.Detection;
import city.ioc.edge.vision.detect.RoadUser;
import city.ioc.edge.vision.track.Tracker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** A road down the picture, crossed by a line at 240 from 100 to 500; cars of 60 x 50 pixels, five pictures a second. */
class CrossingCounterTest {
    private final CrossingCounter counter = new CrossingCounter(new CountLine(100, 240, 500, 240));

    @Test
    void whoDrivesOverTheLineCountsOnceAndWithItsDirection() {
        assertThat(drive(40, 300, i -> 60 + 10 * i)).containsExactly(true);
        assertThat(drive(40, 300, i -> 400 - 10 * i)).containsExactly(false);
    }

    @Test
    void whoStandsOnTheLineForAMinuteCountsOnce() {
        SplittableRandom random = new SplittableRandom(1);
        // Drives up, stands with its wheels on the line and trembles as boxes do, drives on.
        IntToDoubleFunction y =
                i -> i < 15 ? 50 + 10 * i : i < 315 ? 200 + random.nextDouble(-6, 6) : 200 + 10 * (i - 315);
        assertThat(drive(335, 300, y)).hasSize(1);
    }

    @Test
    void whoStopsBeforeTheLineDoesNotCount() {
        SplittableRandom random = new SplittableRandom(2);
        assertThat(drive(100, 300, i -> Math.min(160, 50 + 10 * i) + random.nextDouble(-4, 4)))
                .isEmpty();
    }

    @Test
    void whoBrakesUnseenBeforeTheLineIsNotCountedBeyondIt() {
        Tracker tracker = new Tracker(640, 480);
        List<Crossing> crossed = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            List<Detection> seen = i >= 12 && i < 17
                    ? List.of()
                    : List.of(new Detection(RoadUser.CAR, 0.6, 300, Math.min(165, 20 + 12 * i), 60, 50));
            tracker.update(i * 0.2, Optional.of(seen), List.of(), box -> Optional.empty());
            crossed.addAll(counter.update(tracker.confirmed()));
        }
        assertThat(crossed).isEmpty();
    }

    @Test
    void whoTurnsBackOnTheLineDoesNotCount() {
        assertThat(drive(40, 300, i -> i < 18 ? 50 + 10 * i : 230 - 10 * (i - 18)))
                .isEmpty();
    }

    @Test
    void whoPassesBesideTheEndsOfTheLineDoesNotCount() {
        assertThat(drive(40, 560, i -> 60 + 10 * i)).isEmpty();
        assertThat(drive(40, 20, i -> 60 + 10 * i)).isEmpty();
    }

    @Test
    void twentySideBySideAreTwenty() {
        Tracker tracker = new Tracker(640, 480);
        int crossed = 0;
        for (int i = 0; i < 60; i++) {
            List<Detection> riders = new ArrayList<>();
            for (int k = 0; k < 20; k++) {
                double y = 20 + 8 * i - 50 * (k / 10);
                if (y > -20 && y < 440)
                    riders.add(new Detection(RoadUser.MOTORCYCLE, 0.5, 110 + 38 * (k % 10), y, 24, 40));
            }
            crossed += counter.update(tracker.update(0.2 * i, Optional.of(riders), List.of(), box -> Optional.empty()))
                    .size();
        }
        assertThat(crossed).isEqualTo(20);
    }

    /** Directions of the crossings of one car whose middle is at {@code x} and {@code y.of(picture)}. */
    private List<Boolean> drive(int pictures, double x, IntToDoubleFunction y) {
        Tracker tracker = new Tracker(640, 480);
        List<Boolean> directions = new ArrayList<>();
        for (int i = 0; i < pictures; i++) {
            Detection car = new Detection(RoadUser.CAR, 0.6, x - 30, y.applyAsDouble(i) - 25, 60, 50);
            counter.update(tracker.update(0.2 * i, Optional.of(List.of(car)), List.of(), box -> Optional.empty()))
                    .forEach(crossing -> directions.add(crossing.forward()));
        }
        counter.update(List.of());
        return directions;
    }
}
