package city.ioc.sim.sumo;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.city.PlanCheck;
import city.ioc.contracts.city.PlanFault;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.SignalPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs of {@link CrossingNet} as local plans. */
class FilePlanTest {
    @TempDir
    Path folder;

    @Test
    void aSplitBeginsWithTheInterstageThatLeadsToItsStage() {
        SignalPlan plan = plan("30 GgrGgr", "3 yyryyr", "20 rrGrrr", "3 rryrrr");
        assertThat(plan.cycle()).isEqualTo(Duration.ofSeconds(56));
        assertThat(splits(plan)).containsExactly("s1 33", "s2 23");
        // SUMO's first phase begins when the interstage before it is over.
        assertThat(plan.offset()).isEqualTo(Duration.ofSeconds(56 - 3));
    }

    @Test
    void aSplitTooShortForItsMinimumTakesFromTheLongestSoThatTheCycleStays() {
        SignalPlan plan = plan("40 GgrGgr", "3 yyryyr", "2 rrGrrr", "3 rryrrr", "9 rGrrGr", "3 ryrryr");
        assertThat(plan.cycle()).isEqualTo(Duration.ofSeconds(60));
        assertThat(splits(plan)).containsExactly("s1 39", "s2 9", "s3 12");
    }

    @Test
    void whereNoSplitHasAnythingToGiveTheCycleBecomesLonger() {
        SignalPlan plan = plan("2 GgrGgr", "1 yyryyr", "2 rrGrrr", "1 rryrrr");
        assertThat(plan.cycle()).isGreaterThan(Duration.ofSeconds(6));
        assertThat(plan.splits()).extracting(SignalPlan.Split::length).allMatch(length -> length.toSeconds() >= 8);
    }

    @Test
    void everyLocalPlanPassesTheChecks() {
        for (String[] phases : List.of(
                new String[] {"30 GgrGgr", "3 yyryyr", "20 rrGrrr", "3 rryrrr"},
                new String[] {"2 GgrGgr", "1 yyryyr", "2 rrGrrr", "1 rryrrr"},
                new String[] {"200 GgrGgr", "3 yyryyr", "20 rrGrrG", "3 rryrrr"})) {
            List<PlanFault> faults = PlanCheck.check(intersection(phases));
            assertThat(faults).isEmpty();
        }
    }

    @Test
    void theLongestRedIsNotShorterThanTheLocalPlansCycle() {
        Intersection x = intersection("200 GgrGgr", "3 yyryyr", "20 rrGrrr", "3 rryrrr");
        assertThat(x.groups()).allMatch(group -> group.maxRed().equals(Duration.ofSeconds(226)));
    }

    private SignalPlan plan(String... phases) {
        return intersection(phases).plans().getFirst();
    }

    private Intersection intersection(String... phases) {
        SumoSignals signals = SumoSignals.of(CrossingNet.read(folder, phases), false);
        return signals.controlled().getFirst().intersection();
    }

    private static List<String> splits(SignalPlan plan) {
        return plan.splits().stream()
                .map(split -> split.stage() + " " + split.length().toSeconds())
                .toList();
    }
}
