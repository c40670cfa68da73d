package city.ioc.measures.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WaitsTest {
    @Test
    void aGroupWaitsFromItsLastCallToItsGreenInTheBinOfTheGreen() {
        assertThat(TextLog.of("""
                        07:00:00 43 1; 07:00:10 1 1; 07:00:20 7 1
                        07:14:00 43 1; 07:14:10 44 1; 07:14:20 43 1; 07:15:00 1 1
                        """).show("phase_wait")).containsExactly("07:00,1,10.0,0.0", "07:15,1,40.0,0.0");
    }

    @Test
    void aDroppedCallStillWaitsForTheGreenAndACallInTheTenthOfTheGreenForTheNext() {
        assertThat(TextLog.of("07:00:00 43 1; 07:00:05 44 1; 07:00:30 1 1; 07:00:30 43 1; 07:01:30 1 1")
                        .show("phase_wait"))
                .containsExactly("07:00,1,45.0,0.0");
    }

    @Test
    void withoutACallNobodyWaitsAndATenthIsNoWait() {
        assertThat(TextLog.of("07:00:00 1 1; 07:01:00 1 1; 07:01:10 43 1; 07:01:10.1 1 1")
                        .show("phase_wait"))
                .isEmpty();
    }

    @Test
    void aGroupIsSkippedWhenItWaitsLongerThanOneAndAHalfCycles() {
        assertThat(TextLog.of("07:00:00 43 1; 07:03:30 1 1").show("phase_wait")).containsExactly("07:00,1,210.0,0.0");
        assertThat(TextLog.of("07:00:00 43 1; 07:03:30.1 1 1").show("phase_wait"))
                .containsExactly("07:00,1,210.1,1.0");
        assertThat(TextLog.of("07:00:00 132 90; 07:00:01 132 0; 07:00:02 43 1; 07:03:00 1 1")
                        .show("phase_wait"))
                .as("free: 140 s are assumed")
                .containsExactly("07:00,1,178.0,0.0");
        assertThat(TextLog.of("07:00:00 132 90; 07:00:00 132 60; 07:00:01 43 1; 07:00:02 132 200; 07:02:20 1 1")
                        .show("phase_wait"))
                .as("the cycle at the begin of the wait, the longer of two at once")
                .containsExactly("07:00,1,139.0,1.0");
    }

    @Test
    void waitsThatBeginInAPreemptionOrSoonAfterItAreLeftOut() {
        String preemption = "07:01:00 102 3; 07:02:00 104 3;";
        assertThat(TextLog.of(preemption + "07:00:59.9 43 1; 07:02:30 1 1").show("phase_wait"))
                .as("began before")
                .containsExactly("07:00,1,90.1,0.0");
        assertThat(TextLog.of(preemption + "07:01:00 43 1; 07:02:30 1 1").show("phase_wait"))
                .isEmpty();
        assertThat(TextLog.of(preemption + "07:03:59.9 43 1; 07:04:30 1 1").show("phase_wait"))
                .isEmpty();
        assertThat(TextLog.of(preemption + "07:04:00 43 1; 07:04:30 1 1").show("phase_wait"))
                .containsExactly("07:00,1,30.0,0.0");
    }

    @Test
    void preemptionsThatOverlapAreOneAndOneThatDoesNotEndIsNone() {
        assertThat(TextLog.of("""
                        07:01:00 102 3; 07:01:30 102 4; 07:02:00 104 4; 07:09:00 104 3
                        07:05:00 43 1; 07:10:00 1 1; 07:10:59 43 2; 07:11:10 1 2
                        """).show("phase_wait")).isEmpty();
        assertThat(TextLog.of("07:01:00 102 3; 07:05:00 43 1; 07:06:00 1 1").show("phase_wait"))
                .containsExactly("07:00,1,60.0,0.0");
    }

    @Test
    void pedestriansWaitFromTheFirstPressAfterTheClearance() {
        assertThat(TextLog.of("""
                        07:00:00 90 4; 07:00:10 90 4; 07:00:30 21 4; 07:00:33 90 4; 07:00:40 22 4
                        07:14:00 90 4; 07:15:20 21 4
                        """).show("ped_delay")).containsExactly("07:00,4,30.0,1", "07:15,4,80.0,1");
    }

    @Test
    void aPressDuringWalkDoesNotWait() {
        assertThat(TextLog.of("07:00:00 21 4; 07:00:02 90 4; 07:00:07 22 4; 07:02:00 21 4")
                        .show("ped_delay"))
                .isEmpty();
    }

    @Test
    void aPressAndItsWalkInATenthAreNoWait() {
        assertThat(TextLog.of("07:00:00 90 4; 07:00:00.1 21 4; 07:00:10 90 6; 07:00:10.2 21 6")
                        .show("ped_delay"))
                .containsExactly("07:00,6,0.2,1");
    }

    @Test
    void walksOfOverlapsAreServicesToo() {
        assertThat(TextLog.of("07:00:00 21 4; 07:00:10 67 4; 07:00:11 90 4; 07:00:12 90 8; 07:00:13 45 8")
                        .show("ped"))
                .containsExactly("07:00,4,2,1", "07:00,8,0,1");
    }

    @Test
    void aPressIsAnotherPersonsWhenItComesMoreThanFifteenSecondsLater() {
        assertThat(TextLog.of("07:00:00 90 4; 07:00:15 90 4; 07:00:30.1 90 4; 07:20:00 21 2")
                        .show("full_ped"))
                .as("every group in every bin; the first press has none before it")
                .containsExactly(
                        "07:00,2,0,0,0,0.276575",
                        "07:00,4,0,3,1,1.053175",
                        "07:15,2,1,0,0,0.276575",
                        "07:15,4,0,0,0,0.276575");
    }

    @Test
    void anHoursPedestriansAreSharedOutByPresses() {
        assertThat(TextLog.of("07:00:00 90 4; 07:01:00 90 4; 07:16:00 90 4; 07:46:00 90 4; 08:01:00 90 4")
                        .show("full_ped"))
                .as("three in the hour from 07:00: (0.7167 · 3 + 0.0599 · 9) / 3 + 1.1063 / 4")
                .startsWith("07:00,4,0,2,1,1.172975")
                .hasSize(5);
    }

    @Test
    void pedestriansAreNotEstimatedInBinsLongerThanAnHour() {
        assertThatThrownBy(
                        () -> TextLog.of("07:00:00 90 4").with(Bins.parse("2h")).show("full_ped"))
                .hasMessageContaining("by the hour");
    }
}
