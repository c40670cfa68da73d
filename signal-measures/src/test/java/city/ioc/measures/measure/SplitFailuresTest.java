package city.ioc.measures.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SplitFailuresTest {
    /** Green from 07:00:10 to 07:00:30, red from 07:00:34. */
    private static final String CYCLE = "07:00:10 1 2; 07:00:30 8 2; 07:00:34 10 2; 07:01:30 1 2;";

    @Test
    void aGreenFailsWhenItWasOccupiedAndRedBeginsOccupied() {
        assertThat(TextLog.of(CYCLE + "07:00:00 82 5; 07:00:26 81 5; 07:00:34 82 5; 07:00:38 81 5")
                        .detectors("2 Presence 5")
                        .show("split_failures"))
                .as("16 of 20 s of green and 4 of 5 s of red")
                .containsExactly("07:00,2,20.0,0.8,0.8,1");
        assertThat(TextLog.of(CYCLE + "07:00:00 82 5; 07:00:26 81 5; 07:00:34 82 5; 07:00:37.9 81 5")
                        .detectors("2 Presence 5")
                        .show("split_failures"))
                .containsExactly("07:00,2,20.0,0.8,0.78,0");
    }

    @Test
    void anApproachIsOccupiedAsLongAsAnyOfItsDetectorsIs() {
        assertThat(TextLog.of(
                                CYCLE
                                        + "07:00:00 82 5; 07:00:20 81 5; 07:00:18 82 6; 07:00:30 81 6; 07:00:30.5 82 5; 07:00:36 81 5")
                        .detectors("2 Presence 5", "2 Presence 6")
                        .show("split_failures"))
                .containsExactly("07:00,2,20.0,1.0,0.4,0");
    }

    @Test
    void theCycleIsInTheBinInWhichItsRedHasBeenSeen() {
        assertThat(TextLog.of("07:14:30 82 5; 07:14:40 1 2; 07:14:50 8 2; 07:14:55 10 2; 07:15:30 81 5")
                        .detectors("2 Presence 5")
                        .show("split_failures"))
                .containsExactly("07:15,2,10.0,1.0,1.0,1");
    }

    @Test
    void aCycleCountsOnlyWhenItsDetectorsWereKnownAndItsRedWasLongEnough() {
        assertThat(TextLog.of(CYCLE + "07:00:11 82 5; 07:00:12 81 5")
                        .detectors("2 Presence 5")
                        .show("split_failures"))
                .as("at the begin of green nothing was known of the detector")
                .isEmpty();
        assertThat(TextLog.of("07:00:00 82 5; 07:00:10 1 2; 07:00:20 8 2; 07:00:24 10 2; 07:00:28 1 2; 07:02:00 81 5")
                        .detectors("2 Presence 5")
                        .show("split_failures"))
                .as("red lasts 4 s")
                .isEmpty();
        assertThat(TextLog.of("07:00:00 82 5; 07:00:10 1 2; 07:00:24 10 2; 07:02:00 81 5")
                        .detectors("2 Presence 5")
                        .show("split_failures"))
                .as("no amber")
                .isEmpty();
    }

    @Test
    void ofTwoOnsInARowTheOffIsTakenToBeHalfWay() {
        assertThat(TextLog.of(CYCLE + "07:00:10 82 5; 07:00:20 82 5; 07:00:25 81 5")
                        .detectors("2 Presence 5")
                        .show("split_failures"))
                .as("unknown at the begin of green")
                .isEmpty();
        assertThat(TextLog.of(CYCLE + "07:00:00 82 5; 07:00:01 81 5; 07:00:12 82 5; 07:00:20 82 5; 07:00:25 81 5")
                        .detectors("2 Presence 5")
                        .show("split_failures"))
                .as("12 to 16 and 20 to 25")
                .containsExactly("07:00,2,20.0,0.45,0.0,0");
        assertThat(TextLog.of(CYCLE + "07:00:00 82 5; 07:00:01 81 5; 07:00:18 82 5; 07:00:20 82 5; 07:00:25 81 5")
                        .detectors("2 Presence 5")
                        .show("split_failures"))
                .as("within 2 s it never went off: 18 to 25")
                .containsExactly("07:00,2,20.0,0.35,0.0,0");
    }

    @Test
    void ofTwoOffsInARowTheOnIsTakenToBeHalfWay() {
        assertThat(TextLog.of(CYCLE + "07:00:00 82 5; 07:00:10 81 5; 07:00:20 81 5")
                        .detectors("2 Presence 5")
                        .show("split_failures"))
                .as("15 to 20")
                .containsExactly("07:00,2,20.0,0.25,0.0,0");
    }

    @Test
    void aDetectorThatOnlyGoesOffCameOnJustBefore() {
        assertThat(TextLog.of(CYCLE + "07:00:05 81 5").detectors("2 Presence 5").show("split_failures"))
                .containsExactly("07:00,2,20.0,0.0,0.0,0");
    }

    @Test
    void aRedThatEndsBeyondTheLastBinHasNotBeenSeen() {
        assertThat(TextLog.of("07:14:00 82 5; 07:14:30 1 2; 07:14:50 8 2; 07:14:56 10 2; 07:14:59 81 5")
                        .detectors("2 Presence 5")
                        .show("split_failures"))
                .isEmpty();
    }
}
