package city.ioc.core.lamp;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.field.LampReading;
import city.ioc.contracts.field.LampReading.Seen;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.live.Lamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * What the controller reports and what the camera sees, a letter a second: R red, Y amber, G green, D dark, ? unknown, F flashing amber.
 * Judged each second; a minute holds 60 letters.
 */
class LampWatchTest {
    private static final Instant BEGIN = Instant.parse("2026-11-27T02:00:00Z");
    private static final DeviceId CAMERA = new DeviceId("cam-1");
    private static final SignalGroupId GROUP = new SignalGroupId("A");
    private static final String CYCLE = "RRRRRRRRRRRRRRRRRRRRGGGGGGGGGGGGGGGGGYYY";

    private final LampWatch watch = new LampWatch();
    private Instant now = BEGIN;
    private double confidence = 0.99;

    @Test
    void aSoundHeadNeverDiffers() {
        assertThat(differs(CYCLE.repeat(3), CYCLE.repeat(3))).isFalse();
    }

    @Test
    void twoSecondsBetweenTheClocksAreNoDifference() {
        assertThat(differs(CYCLE.repeat(3), "YY" + CYCLE.repeat(3))).isFalse();
        assertThat(differs(CYCLE.repeat(3), CYCLE.substring(2) + CYCLE.repeat(2) + "RR"))
                .isFalse();
    }

    @Test
    void aLampThatStaysDarkDiffers() {
        assertThat(differs(CYCLE, CYCLE.replace('G', 'D'))).isTrue();
        assertThat(watch.judge(now).getFirst().values())
                .containsEntry("seen", "DARK")
                .containsEntry("reported", "GREEN");
    }

    @Test
    void aGreenThatIsNotReportedDiffersThoughEachIsShort() {
        String shortGreens = "RRRRRRRRRRRGGGGGGGGG";
        assertThat(differs(shortGreens.repeat(4), "R".repeat(80))).isTrue();
    }

    @Test
    void aHeadStuckOnRedIsNotRightWheneverRedIsReported() {
        assertThat(differs(CYCLE.repeat(2), "R".repeat(80))).isTrue();
        assertThat(differs("R".repeat(25), "R".repeat(25))).isTrue();
    }

    @Test
    void itIsRightAgainWhenItShowsTheLampThatWasMissing() {
        assertThat(differs(CYCLE, CYCLE.replace('G', 'D'))).isTrue();
        assertThat(differs("R".repeat(40), "R".repeat(40)))
                .as("red proves nothing about green")
                .isTrue();
        assertThat(differs(CYCLE, CYCLE)).isFalse();
    }

    @Test
    void whatIsNotSeenOrNotSureOrNotReportedSaysNothing() {
        assertThat(differs(CYCLE, "?".repeat(40))).isFalse();
        assertThat(differs("?".repeat(40), CYCLE)).isFalse();
        confidence = 0.6;
        assertThat(differs(CYCLE, CYCLE.replace('G', 'D'))).isFalse();
    }

    @Test
    void flashingAmberIsLitAndDarkByTurns() {
        assertThat(differs("F".repeat(40), "YD".repeat(20))).isFalse();
        assertThat(differs("F".repeat(40), "R".repeat(40))).isTrue();
    }

    @Test
    void whatNobodySeesAnyMoreIsNotClaimed() {
        differs(CYCLE, CYCLE.replace('G', 'D'));
        now = now.plusSeconds(400);
        assertThat(watch.judge(now).getFirst().differs()).isFalse();
    }

    @Test
    void headsOfTwoCamerasAreJudgedApart() {
        differs(CYCLE, CYCLE.replace('G', 'D'));
        watch.saw(new DeviceId("cam-2"), List.of(new LampReading(now, GROUP, Seen.RED, false, 1)));
        assertThat(watch.judge(now.plusSeconds(5)))
                .extracting(each -> each.head().subject() + " " + each.differs())
                .containsExactly("cam-1:A true", "cam-2:A false");
    }

    /** Goes on for as many seconds as there are letters, and until the last one is judged. */
    private boolean differs(String reported, String seen) {
        int seconds = Math.min(reported.length(), seen.length());
        for (int i = 0; i < seconds; i++) {
            watch.saw(CAMERA, List.of(new LampReading(now, GROUP, seen(seen.charAt(i)), false, confidence)));
            Lamp lamp = lamp(reported.charAt(i));
            watch.reported(group -> lamp, now);
            watch.judge(now);
            now = now.plusSeconds(1);
        }
        for (int i = 0; i < 4; i++) {
            now = now.plusSeconds(1);
            watch.judge(now);
        }
        return watch.judge(now).getFirst().differs();
    }

    private static Lamp lamp(char letter) {
        return switch (letter) {
            case 'R' -> Lamp.RED;
            case 'Y' -> Lamp.AMBER;
            case 'G' -> Lamp.GREEN;
            case 'D' -> Lamp.DARK;
            case 'F' -> Lamp.FLASHING_AMBER;
            case '?' -> Lamp.UNKNOWN;
            default -> throw new IllegalArgumentException(String.format(Locale.ROOT, "no lamp %c", letter));
        };
    }

    private static Seen seen(char letter) {
        return switch (letter) {
            case 'R' -> Seen.RED;
            case 'Y' -> Seen.AMBER;
            case 'G' -> Seen.GREEN;
            case 'D' -> Seen.DARK;
            case '?' -> Seen.UNKNOWN;
            default -> throw new IllegalArgumentException(String.format(Locale.ROOT, "no lamp %c", letter));
        };
    }
}
