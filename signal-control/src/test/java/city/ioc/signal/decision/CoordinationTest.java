package city.ioc.signal.decision;

import static city.ioc.signal.decision.Decisions.coordinated;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** At T0 it is second 80 of the cycle: the main split runs from 10 to 50, left to 65, side to 100. */
class CoordinationTest {
    @Test
    void theMainStageKeepsItsPlaceInTheCycleThoughNobodyComes() {
        assertThat(coordinated("main 10; on 3 20", 40)).isEqualTo("hold COORDINATION, side by 50.0");
    }

    @Test
    void atItsPointItGivesWayToWhoWaits() {
        assertThat(coordinated("main 10; on 3 20", 50)).isEqualTo("to side FORCE_OFF");
        assertThat(coordinated("main 10; on 4 20; on 3 20", 50)).isEqualTo("to left FORCE_OFF");
    }

    @Test
    void itRestsWhileNobodyWaits() {
        assertThat(coordinated("main 10", 60)).isEqualTo("hold NO_RIVAL_DEMAND");
    }

    @Test
    void whoComesTooLateForThisCycleWaitsForTheNext() {
        assertThat(coordinated("main 10; on 4 60", 60)).isEqualTo("hold COORDINATION by 140.0");
        assertThat(coordinated("main 10; on 3 60", 60)).isEqualTo("to side FORCE_OFF");
    }

    @Test
    void aGapGivesTheRestOfTheCycleBackToTheMainStage() {
        assertThat(coordinated("side 60; on 3 58", 64)).isEqualTo("hold MIN_GREEN, main by 100.0");
        assertThat(coordinated("side 60; on 3 61; off 3 62", 70)).isEqualTo("to main GAP_OUT");
    }

    @Test
    void othersHaveToGiveWayAtTheirPoint() {
        assertThat(coordinated("side 60; on 3 61", 99.9)).isEqualTo("hold EXTENDING, main by 100.0");
        assertThat(coordinated("side 60; on 3 61", 100)).isEqualTo("to main FORCE_OFF");
    }
}
