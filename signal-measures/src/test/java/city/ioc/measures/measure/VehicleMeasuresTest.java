package city.ioc.measures.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VehicleMeasuresTest {
    @Test
    void actuationsAreCountedByChannelAndBin() {
        assertThat(TextLog.of("07:00:00 82 5; 07:14:59.9 82 5; 07:15:00 82 5; 07:01:00 82 40; 07:01:01 81 40")
                        .show("actuations"))
                .containsExactly("07:00,5,2", "07:00,40,1", "07:15,5,1");
    }

    @Test
    void aVehicleArrivesOnGreenFromTheBeginOfGreenUntilAmber() {
        assertThat(TextLog.of("""
                        07:00:09.9 82 3; 07:00:10 1 2; 07:00:10 82 3; 07:00:15 82 3
                        07:00:20 8 2;    07:00:20 82 3; 07:00:24 10 2; 07:00:25 82 3
                        """).detectors("2 Advance 3").show("arrival_on_green"))
                .as("two of five")
                .containsExactly("07:00,2,5,0.4");
    }

    @Test
    void theLatencyMovesArrivalsBackInTimeAndIntoTheirBin() {
        TextLog log = TextLog.of("07:14:50 1 2; 07:15:01 82 3; 07:15:02 8 2; 07:15:03 82 3")
                .detectors("2 Advance 3");
        assertThat(log.show("arrival_on_green")).containsExactly("07:15,2,2,0.5");
        assertThat(log.with(MeasureParameter.ARRIVAL_LATENCY_S, 2).show("arrival_on_green"))
                .containsExactly("07:00,2,1,1.0", "07:15,2,1,1.0");
    }

    @Test
    void aChannelMayServeTwoGroupsAndAGroupHaveTwoChannels() {
        assertThat(TextLog.of("07:00:00 1 2; 07:00:01 82 3; 07:00:02 82 4; 07:00:03 1 6; 07:00:04 82 4")
                        .detectors("2 Advance 3", "2 Advance 4", "6 Advance 4", "2 Presence 9")
                        .show("arrival_on_green"))
                .containsExactly("07:00,2,3,1.0", "07:00,6,2,0.5");
    }

    @Test
    void aBinWithoutAnyArrivalOnGreenHasNoRow() {
        assertThat(TextLog.of("07:00:00 10 2; 07:00:01 82 3")
                        .detectors("2 Advance 3")
                        .show("arrival_on_green"))
                .isEmpty();
    }

    @Test
    void whoArrivesInRedWaitsForGreenAndOthersDoNot() {
        TextLog log = TextLog.of("""
                        07:00:05 82 3; 07:00:10 10 2; 07:00:12 82 3; 07:00:30 82 3; 07:00:40 1 2
                        07:00:40 82 3; 07:01:00 8 2; 07:01:01 82 3; 07:01:04 10 2; 07:01:20 82 3
                        """).detectors("2 Advance 3");
        assertThat(log.show("approach_delay"))
                .as("28 and 10 s, green, amber; not before the first lamp nor in the red without an end")
                .containsExactly("07:00,2,4,9.5,38.0");
        assertThat(log.with(MeasureParameter.ARRIVAL_LATENCY_S, 2).show("approach_delay"))
                .as("30, 12 and 2 s, green")
                .containsExactly("07:00,2,4,11.0,44.0");
    }

    @Test
    void entriesAreToldByTheirDistanceToRedInHalfSeconds() {
        assertThat(TextLog.of("""
                        07:00:00 1 2; 07:00:23.7 82 42; 07:00:20 82 42; 07:00:27 8 2; 07:00:29.3 82 42; 07:00:31 10 2
                        07:00:31 82 42; 07:00:52.3 82 42; 07:02:00 1 2
                        """)
                        .detectors("2 Yellow_Red 42")
                        .with(MeasureParameter.YELLOW_RED_LATENCY_S, 0)
                        .show("yellow_red"))
                .as("what is earlier than 8 s before red is not told")
                .containsExactly(
                        "07:00,2,1,-7.5,1.0", "07:00,2,8,-1.5,1.0", "07:00,2,10,0.0,1.0", "07:00,2,10,21.5,1.0");
    }

    @Test
    void entriesAreInTheBinOfTheRedAndAmberJustBeforeItIsAMinusZero() {
        assertThat(TextLog.of("07:14:40 1 2; 07:14:58 8 2; 07:15:02 10 2; 07:15:03.3 82 42")
                        .detectors("2 Yellow_Red 42")
                        .show("yellow_red"))
                .as("1.3 s after red, less the latency of 1.5 s")
                .containsExactly("07:15,2,8,-0.0,1.0");
    }

    @Test
    void onlyCyclesThatWereSeenWholeTellOfEntries() {
        TextLog log = TextLog.of("""
                        07:00:00 8 2; 07:00:04 10 2; 07:00:06 82 42
                        07:01:00 1 2; 07:01:20 10 2; 07:01:22 82 42
                        07:02:00 1 2; 07:02:20 8 2; 07:02:24 10 2; 07:02:26 82 42
                        07:03:00 1 2; 07:03:20 8 2; 07:03:24 82 42
                        """).detectors("2 Yellow_Red 42");
        assertThat(log.show("yellow_red"))
                .as("before the first green, without amber, whole, not yet red")
                .containsExactly("07:00,2,10,0.5,1.0");
    }

    @Test
    void splitsAreTheControllersOwn() {
        assertThat(TextLog.of("07:00:30 300 10; 07:02:30 300 11; 07:02:30 316 120; 07:02:30 318 72")
                        .show("splits"))
                .containsExactly("07:00,300,2,10.5", "07:00,316,1,120.0");
    }

    @Test
    void greensEndForAReason() {
        assertThat(TextLog.of("07:00:30 4 1; 07:01:30 6 1; 07:02:30 4 1; 07:03:00 5 12; 07:04:00 7 1")
                        .show("terminations"))
                .containsExactly("07:00,1,ForceOff,1", "07:00,1,GapOut,2", "07:00,12,MaxOut,1");
    }

    @Test
    void coordinationIsToldEventByEvent() {
        assertThat(TextLog.of("07:05:00 132 120; 07:05:00 132 110; 07:05:00 131 4; 07:07:30 316 118; 07:07:30 317 1")
                        .show("coordination"))
                .containsExactly(
                        "07:00,07:05,131,4", "07:00,07:05,132,110", "07:00,07:05,132,120", "07:00,07:07:30,316,118");
    }
}
