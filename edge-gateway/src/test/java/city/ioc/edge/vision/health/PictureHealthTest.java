package city.ioc.edge.vision.health;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.edge.vision.frame.Frame;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PictureHealthTest {
    private static final Instant BEGIN = Instant.parse("2026-11-20T03:00:00Z");

    private final DrawnView street = new DrawnView(7);
    private final PictureHealth health = new PictureHealth();
    private Instant now = BEGIN;

    @AfterEach
    void close() {
        health.close();
    }

    @Test
    void aStreetWithTrafficIsWell() {
        watch(300, street::see);
        assertThat(fault()).isEmpty();
    }

    @Test
    void aStreetThatGetsDarkIsNotTurned() {
        watch(120, street::see);
        for (int step = 100; step >= 15; step--) {
            double exposure = step / 100.0;
            watch(10, at -> street.see(at, 0, exposure));
            assertThat(fault()).as("at exposure " + exposure).isEmpty();
        }
    }

    @Test
    void aCoveredLensIsBlackAndIsWellAgainWhenItIsFree() {
        watch(20, street::see);
        watch(15, at -> street.see(at, 0, 0.01));
        assertThat(fault()).contains(CameraFault.BLACK);
        assertThat(health.trouble().orElseThrow().since()).isEqualTo(BEGIN.plusSeconds(20));
        watch(10, street::see);
        assertThat(fault()).isEmpty();
    }

    @Test
    void aFlashOfDarknessIsNoFault() {
        watch(20, street::see);
        watch(5, at -> street.see(at, 0, 0.01));
        assertThat(fault()).isEmpty();
    }

    @Test
    void theSamePictureAgainAndAgainIsFrozen() {
        watch(20, street::see);
        try (Frame last = street.see(now)) {
            watch(40, at -> new Frame("drawn", 99, at, last.picture().clone()));
        }
        assertThat(fault()).contains(CameraFault.FROZEN);
        watch(10, street::see);
        assertThat(fault()).isEmpty();
    }

    @Test
    void aLensOutOfFocusIsBlurredAndNotTurned() {
        watch(130, street::see);
        watch(70, street::seeBlurred);
        assertThat(fault()).contains(CameraFault.BLURRED);
        assertThat(health.trouble().orElseThrow().detail()).contains("usually");
        watch(40, street::see);
        assertThat(fault()).isEmpty();
    }

    @Test
    void aCameraThatWasPushedShowsAnotherPlace() {
        watch(90, street::see);
        watch(70, at -> street.see(at, 200, 1));
        assertThat(fault()).contains(CameraFault.TURNED);
        watch(90, street::see);
        assertThat(fault()).as("put back").isEmpty();
    }

    @Test
    void aMastThatSwaysIsNotTurned() {
        watch(90, street::see);
        watch(120, at -> street.see(at, (int) (at.getEpochSecond() % 7) - 3, 1));
        assertThat(fault()).isEmpty();
    }

    private Optional<CameraFault> fault() {
        return health.trouble().map(CameraTrouble::fault);
    }

    private void watch(int seconds, Function<Instant, Frame> view) {
        for (int second = 0; second < seconds; second++) {
            try (Frame frame = view.apply(now)) {
                health.see(frame);
            }
            now = now.plusSeconds(1);
        }
    }
}
