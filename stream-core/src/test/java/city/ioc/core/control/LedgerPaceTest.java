package city.ioc.core.control;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.id.StageId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LedgerPaceTest {
    private static final Instant START = Instant.parse("2026-11-21T03:00:00Z");
    private static final StageId A = new StageId("A");
    private static final StageId B = new StageId("B");

    private final LedgerPace pace = new LedgerPace();
    private final List<String> ledger = new ArrayList<>();

    private void at(double second, StageId running, String action, String reason, String outcome) {
        line(second, running, "", action, reason, outcome);
    }

    private void line(double second, StageId running, String rung, String action, String reason, String outcome) {
        StageId stage = action.equals("CHANGE_TO") ? running.equals(A) ? B : A : running;
        LedgerPace.Line line = new LedgerPace.Line("adaptive", rung, action, Optional.of(stage), reason, outcome);
        if (pace.isNew(line, Optional.of(running), START.plusMillis(Math.round(second * 1000))))
            ledger.add(action.equals("CHANGE_TO") ? "to " + stage + ": " + reason : stage + ": " + reason);
    }

    private void hold(double second, StageId running, String reason) {
        at(second, running, "HOLD", reason, "COMMANDED");
    }

    @Test
    void aReasonThatLastsIsOneLineHoweverLong() {
        for (int second = 0; second < 600; second++) hold(second, A, "OUTWEIGHS");
        assertThat(ledger).containsExactly("A: OUTWEIGHS");
    }

    @Test
    void twoReasonsThatTakeTurnsAreOneLineEachAndAgainAfterHalfAMinute() {
        for (int second = 0; second < 60; second++) hold(second, A, second % 2 == 0 ? "OUTWEIGHS" : "PLATOON_COMING");
        assertThat(ledger).containsExactly("A: OUTWEIGHS", "A: PLATOON_COMING", "A: OUTWEIGHS", "A: PLATOON_COMING");
    }

    @Test
    void aChangeIsOneLineAndItsStepsAreNone() {
        hold(0, A, "OUTWEIGHS");
        at(1, A, "CHANGE_TO", "SERVES_MOST", "COMMANDED");
        hold(2, A, "CHANGE_ORDERED");
        hold(3, B, "IN_TRANSITION");
        hold(7, B, "MIN_GREEN");
        assertThat(ledger).containsExactly("A: OUTWEIGHS", "to B: SERVES_MOST", "B: MIN_GREEN");
    }

    @Test
    void aStageThatComesBackAtOnceHasItsReasonsAgain() {
        hold(0, A, "MIN_GREEN");
        hold(8, B, "MIN_GREEN");
        hold(16, A, "MIN_GREEN");
        assertThat(ledger).containsExactly("A: MIN_GREEN", "B: MIN_GREEN", "A: MIN_GREEN");
    }

    @Test
    void whatTheGuardDoesIsAnotherLineEvenInAStepOfAChange() {
        at(0, A, "CHANGE_TO", "SERVES_MOST", "COMMANDED");
        at(1, A, "CHANGE_TO", "SERVES_MOST", "HELD_BY_MIN_GREEN");
        at(2, A, "HOLD", "IN_TRANSITION", "REFUSED_BY_LAMPS_UNKNOWN");
        assertThat(ledger).containsExactly("to B: SERVES_MOST", "to B: SERVES_MOST", "A: IN_TRANSITION");
    }

    @Test
    void anotherRungOfControlIsAnotherLine() {
        line(0, A, "coordinated/", "HOLD", "OUTWEIGHS", "COMMANDED");
        line(1, A, "isolated/neighbour silent", "HOLD", "OUTWEIGHS", "COMMANDED");
        assertThat(ledger).hasSize(2);
    }

    @Test
    void theStagesOfAControllersOwnPlanAreNoDecisions() {
        at(0, A, "LEAVE_LOCAL", "OVERRIDE_RELEASE", "LEFT_LOCAL");
        at(40, B, "LEAVE_LOCAL", "OVERRIDE_RELEASE", "LEFT_LOCAL");
        at(80, A, "LEAVE_LOCAL", "OVERRIDE_RELEASE", "LEFT_LOCAL");
        assertThat(ledger).hasSize(1);
    }
}
