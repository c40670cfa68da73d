package city.ioc.signal.safety;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.field.SignalEventCode;
import city.ioc.signal.Crossing;
import city.ioc.signal.Scene;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ConflictMonitorTest {
    @Test
    void aRegularChangeIsNoFault() {
        assertThat(faults("main 0; amber 2 20; red 2 23", SignalEventCode.GROUP_BEGIN_GREEN, 4, 25))
                .isEmpty();
        assertThat(faults("main 0; amber 2 20", SignalEventCode.GROUP_BEGIN_RED_CLEARANCE, 2, 23))
                .isEmpty();
        assertThat(faults("main 0", SignalEventCode.GROUP_BEGIN_AMBER, 2, 7)).isEmpty();
    }

    @Test
    void conflictingGreensAreSeen() {
        assertThat(faults("main 0", SignalEventCode.GROUP_BEGIN_GREEN, 4, 20)).isEqualTo("CONFLICTING_GREEN B A PT0S");
    }

    @Test
    void aShortIntergreenIsSeen() {
        assertThat(faults("main 0; amber 2 20; red 2 23", SignalEventCode.GROUP_BEGIN_GREEN, 4, 24))
                .isEqualTo("INTERGREEN_SHORT B A PT1S");
    }

    @Test
    void aShortGreenIsSeen() {
        assertThat(faults("side 0; green 2 10", SignalEventCode.GROUP_BEGIN_AMBER, 2, 15))
                .isEqualTo("MIN_GREEN_SHORT A PT2S");
    }

    @Test
    void aGreenThatWasNotSeenToBeginIsNotCalledShort() {
        assertThat(faults("main 0", SignalEventCode.GROUP_BEGIN_AMBER, 2, 5)).isEmpty();
    }

    @Test
    void aShortOrMissingAmberIsSeen() {
        assertThat(faults("main 0; amber 2 20", SignalEventCode.GROUP_BEGIN_RED_CLEARANCE, 2, 21))
                .isEqualTo("END_OF_GREEN_SHORT A PT2S");
        assertThat(faults("main 0", SignalEventCode.GROUP_BEGIN_RED_CLEARANCE, 2, 20))
                .isEqualTo("END_OF_GREEN_SHORT A PT3S");
    }

    @Test
    void anAmberThatGoesBackToGreenIsSeen() {
        assertThat(faults("main 0; amber 2 20", SignalEventCode.GROUP_BEGIN_GREEN, 2, 21))
                .isEqualTo("END_OF_GREEN_SHORT A PT2S");
    }

    @Test
    void pedestriansHaveTheirClearance() {
        assertThat(faults("side 0", SignalEventCode.PEDESTRIAN_BEGIN_DONT_WALK, 12, 20))
                .isEqualTo("END_OF_GREEN_SHORT P PT8S");
    }

    @Test
    void ofLampsThatAreNotKnownNothingIsSaid() {
        assertThat(faults("", SignalEventCode.GROUP_BEGIN_GREEN, 4, 20)).isEmpty();
    }

    @Test
    void tenthsOfASecondAreNoFault() {
        assertThat(faults("main 0; amber 2 20; red 2 23", SignalEventCode.GROUP_BEGIN_GREEN, 4, 24.9))
                .isEmpty();
    }

    private static String faults(String scene, SignalEventCode code, int parameter, double at) {
        return ConflictMonitor.judge(Scene.of(scene), new SignalEvent(Crossing.t(at), code, parameter)).stream()
                .map(fault -> fault.kind() + " " + fault.group()
                        + fault.other().map(other -> " " + other).orElse("") + " " + fault.shortBy())
                .collect(Collectors.joining("; "));
    }
}
