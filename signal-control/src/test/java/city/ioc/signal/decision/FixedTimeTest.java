package city.ioc.signal.decision;

import static city.ioc.signal.decision.Decisions.fixed;
import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.signal.Crossing;
import org.junit.jupiter.api.Test;

/** At T0 it is second 80 of the cycle: the main split runs from 10 to 50, left to 65, side to 100. */
class FixedTimeTest {
    @Test
    void aSplitRunsToItsSecondOfTheCycle() {
        assertThat(fixed("main 15", 49.9)).isEqualTo("hold PLAN_SPLIT, left by 50.0");
        assertThat(fixed("main 15", 50)).isEqualTo("to left PLAN_SPLIT");
        assertThat(fixed("left 55", 65)).isEqualTo("to side PLAN_SPLIT");
        assertThat(fixed("side 70", 100)).isEqualTo("to main PLAN_SPLIT");
    }

    @Test
    void theCycleIsCountedFromLocalMidnight() {
        double nextDay = 24 * 3600 - 8 * 3600 + 6 * 3600;
        assertThat(fixed("side " + nextDay, nextDay + 10)).isEqualTo("to main PLAN_SPLIT");
    }

    @Test
    void aGreenThatIsTooYoungIsNotCutShort() {
        assertThat(fixed("main 46", 50)).isEqualTo("hold MIN_GREEN, left by 53.0");
    }

    @Test
    void theRestOfASplitThatIsTooShortToRunIsLeftOut() {
        assertThat(fixed("main 15", 60)).isEqualTo("hold PLAN_SPLIT, side by 65.0");
    }

    @Test
    void detectorsChangeNothing() {
        assertThat(fixed("main 15; on 3 16; call 12 17", 40)).isEqualTo("hold PLAN_SPLIT, left by 50.0");
    }

    @Test
    void thePlanOfTheHourIsFollowed() {
        assertThat(fixed("main 0", 15 * 3600)).isEqualTo("local NIGHT_FLASH");
    }

    @Test
    void anOperatorsPlanOutranksTheSchedule() {
        var flash = Strategies.running(Crossing.flash(), Crossing.layout(), Crossing.ZONE);
        assertThat(Decisions.line(flash, "main 15", 20)).isEqualTo("local NIGHT_FLASH");
    }

    @Test
    void anOperatorsStageIsHeldAndWaitsForTheMinimumGreen() {
        var held = new HeldStage(Crossing.stage("side"), Crossing.t(600));
        assertThat(Decisions.line(held, "main 15", 20)).isEqualTo("hold MIN_GREEN, side by 22.0");
        assertThat(Decisions.line(held, "main 15", 22)).isEqualTo("to side OVERRIDE_STAGE");
        assertThat(Decisions.line(held, "side 30", 200)).isEqualTo("hold OVERRIDE_STAGE by 600.0");
    }
}
