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
        for (int second = 0; second < 60; second++)
            hold(second, A, second / 5 % 2 == 0 ? "OUTWEIGHS" : "PLATOON_COMING");
        assertThat(ledger).containsExactly("A: OUTWEIGHS", "A: PLATOON_COMING", "A: OUTWEIGHS", "A: PLATOON_COMING");
    }

    @Test
    void aReasonThatPassesWithinTwoSecondsIsNoLine() {
        hold(0, A, "NO_RIVAL_DEMAND");
        hold(0.7, A, "MIN_GREEN");
        for (double second = 1; second < 9; second += 0.5) hold(second, A, "QUEUE_DISCHARGING");
        assertThat(ledger).containsExactly("A: QUEUE_DISCHARGING");
    }

    @Test
    void aChangeIsOneLineAtOnceAndItsStepsAreNone() {
        for (int second = 0; second < 5; second++) hold(second, A, "OUTWEIGHS");
        at(5, A, "CHANGE_TO", "SERVES_MOST", "COMMANDED");
        hold(5.2, A, "CHANGE_ORDERED");
        for (int second = 6; second < 9; second++) hold(second, B, "IN_TRANSITION");
        for (int second = 9; second < 14; second++) hold(second, B, "MIN_GREEN");
        assertThat(ledger).containsExactly("A: OUTWEIGHS", "to B: SERVES_MOST", "B: MIN_GREEN");
    }

    @Test
    void aStageThatComesBackAtOnceHasItsReasonsAgain() {
        for (int second = 0; second < 24; second++) hold(second, second / 8 % 2 == 0 ? A : B, "MIN_GREEN");
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
        for (int second = 0; second < 4; second++) line(second, A, "coordinated/", "HOLD", "OUTWEIGHS", "COMMANDED");
        for (int second = 4; second < 8; second++)
            line(second, A, "isolated/neighbour silent", "HOLD", "OUTWEIGHS", "COMMANDED");
        assertThat(ledger).hasSize(2);
    }

    @Test
    void aShadowThatAgreesIsPacedLikeTheOtherAndOneThatDiffersIsToldAtOnce() {
        at(0, A, "HOLD", "EXTENDING", "SHADOW");
        at(1, A, "HOLD", "MIN_GREEN", "SHADOW");
        assertThat(ledger).isEmpty();
        at(1.2, A, "HOLD", "MIN_GREEN", "SHADOW_DIFFERS");
        assertThat(ledger).containsExactly("A: MIN_GREEN");
    }

    @Test
    void theStagesOfAControllersOwnPlanAreNoDecisions() {
        at(0, A, "LEAVE_LOCAL", "OVERRIDE_RELEASE", "LEFT_LOCAL");
        at(40, B, "LEAVE_LOCAL", "OVERRIDE_RELEASE", "LEFT_LOCAL");
        at(80, A, "LEAVE_LOCAL", "OVERRIDE_RELEASE", "LEFT_LOCAL");
        assertThat(ledger).hasSize(1);
    }
}
