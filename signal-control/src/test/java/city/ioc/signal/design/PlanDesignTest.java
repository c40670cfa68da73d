package city.ioc.signal.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import city.ioc.contracts.city.PlanCheck;
import city.ioc.contracts.id.PlanId;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.id.StageId;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.LocalName;
import city.ioc.contracts.street.SignalPlan;
import city.ioc.signal.Crossing;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

/**
 * The crossing of the tests with saturation flows of 1,800 PCU/h. Its interstages take 10 s before A (pedestrians clear), 5 s before
 * L and 5 s before B, so that 20 s are lost in a cycle when as much is won at the end of green as is lost at its begin.
 */
class PlanDesignTest {
    private static final Intersection X = Crossing.intersection(Intersection.Control.COMMANDED);
    private static final List<StageId> ORDER = List.of(stage("main"), stage("left"), stage("side"));

    @Test
    void webstersCycleAndSplits() {
        // y = 0.40, 0.10, 0.15; Y = 0.65; L = 20: C = (1.5 · 20 + 5) / 0.35 = 100 s, effective greens 49.2, 12.3 and
        // 18.5 s
        DesignedPlan design = webster("A", 720, "L", 180, "B", 270);
        assertThat(design.flowRatio()).isCloseTo(0.65, within(1e-9));
        assertThat(design.lostTime()).isEqualTo(Duration.ofSeconds(20));
        assertThat(design.cycleByFormulaS()).isCloseTo(100, within(1e-6));
        assertThat(design.critical()).extracting(SignalGroupId::value).containsExactly("A", "L", "B");
        assertThat(text(design.plan())).isEqualTo("main 59 left 17 side 24 = 100");
        assertThat(saturation(design, "A")).isCloseTo(0.40 * 100 / 49, within(1e-6));
        assertThat(design.bound()).isEqualTo(DesignedPlan.Bound.NONE);
    }

    @Test
    void akceliksPracticalCycleKeepsThePracticalDegreeOfSaturation() {
        // U = 0.65 / 0.9 = 0.7222: C = 20 / 0.2778 = 72 s
        DesignedPlan design = design(PlanDesign.PRACTICAL, DesignBounds.USUAL, flows("A", 720, "L", 180, "B", 270));
        assertThat(design.cycleByFormulaS()).isCloseTo(72, within(1e-6));
        assertThat(design.plan().cycle()).isEqualTo(Duration.ofSeconds(72));
        assertThat(design.groups())
                .allSatisfy(each -> assertThat(each.degreeOfSaturation()).isCloseTo(0.90, within(0.05)));
    }

    @Test
    void akceliksOptimumLengthensTheCycleWhereStopsCost() {
        // ((1.4 + 0.4) · 20 + 6) / 0.35 = 120 s
        assertThat(design(PlanDesign.akcelikOptimum(0.4), DesignBounds.USUAL, flows("A", 720, "L", 180, "B", 270))
                        .cycleByFormulaS())
                .isCloseTo(120, within(1e-6));
    }

    @Test
    void aGroupWithLittleTrafficKeepsItsMinimumGreenAndCountsAsLostTime() {
        // L needs 0.01 · C / 0.9 + 5 < 7 + 5 s: it is 12 s of lost time. L = 10 + 12 + 5, C = (1.5 · 27 + 5) / (1 −
        // 0.55)
        DesignedPlan design = webster("A", 720, "L", 18, "B", 270);
        assertThat(design.lostTime()).isEqualTo(Duration.ofSeconds(27));
        assertThat(design.cycleByFormulaS()).isCloseTo(45.5 / 0.45, within(1e-6));
        assertThat(text(design.plan())).contains("left 12");
    }

    @Test
    void tooMuchTrafficTakesTheLongestCycle() {
        DesignedPlan design = webster("A", 1200, "L", 300, "B", 500);
        assertThat(design.bound()).isEqualTo(DesignedPlan.Bound.LONGEST_CYCLE);
        assertThat(design.plan().cycle()).isEqualTo(Duration.ofSeconds(120));
        assertThat(design.groups())
                .allSatisfy(each -> assertThat(each.degreeOfSaturation()).isGreaterThan(1));
    }

    @Test
    void minimumGreensThatFitIntoNoCycleAreRefused() {
        DesignBounds tight = DesignBounds.USUAL.withCycles(Duration.ofSeconds(20), Duration.ofSeconds(40));
        assertThatThrownBy(() -> design(PlanDesign.WEBSTER, tight, flows("A", 100)))
                .hasMessageContaining("fit into no cycle of up to 40 s");
    }

    @Test
    void aLongestRedBoundsTheCycle() {
        DesignBounds wide = DesignBounds.USUAL.withCycles(Duration.ofSeconds(30), Duration.ofSeconds(240));
        DesignedPlan design = design(PlanDesign.WEBSTER, wide, flows("A", 1300, "L", 90, "B", 150));
        assertThat(PlanCheck.check(X, design.plan())).isEmpty();
    }

    @Property(tries = 300, seed = "41")
    void everyDesignPassesTheChecker(
            @ForAll @DoubleRange(min = 0, max = 1500) double main,
            @ForAll @DoubleRange(min = 0, max = 600) double left,
            @ForAll @DoubleRange(min = 0, max = 900) double side) {
        Map<SignalGroupId, GroupFlow> flows = flows("A", main, "L", left, "B", side);
        for (PlanDesign.CycleFormula formula :
                List.of(PlanDesign.WEBSTER, PlanDesign.PRACTICAL, PlanDesign.akcelikOptimum(0))) {
            DesignedPlan design = design(formula, DesignBounds.USUAL, flows);
            assertThat(PlanCheck.check(X, design.plan())).isEmpty();
        }
    }

    @Property(tries = 100, seed = "42")
    void noOtherSplitsOfTheSameCycleHaveALowerHighestDegreeOfSaturation(
            @ForAll @DoubleRange(min = 200, max = 900) double main,
            @ForAll @DoubleRange(min = 50, max = 300) double left,
            @ForAll @DoubleRange(min = 50, max = 400) double side) {
        Map<SignalGroupId, GroupFlow> flows = flows("A", main, "L", left, "B", side);
        DesignedPlan design = design(PlanDesign.WEBSTER, DesignBounds.USUAL, flows);
        double highest = highest(design.groups());
        for (int from = 0; from < 3; from++)
            for (int to = 0; to < 3; to++) {
                if (from == to) continue;
                SignalPlan other = moved(design.plan(), from, to);
                if (!PlanCheck.check(X, other).isEmpty()) continue;
                assertThat(highest(PlanDesign.figures(X, other, flows, DesignBounds.USUAL)))
                        .isGreaterThanOrEqualTo(highest - 1e-9);
            }
    }

    private static SignalPlan moved(SignalPlan plan, int from, int to) {
        List<SignalPlan.Split> splits = new java.util.ArrayList<>(plan.splits());
        splits.set(from, lengthened(splits.get(from), -1));
        splits.set(to, lengthened(splits.get(to), 1));
        return new SignalPlan(plan.id(), plan.kind(), plan.name(), plan.cycle(), plan.offset(), splits);
    }

    private static SignalPlan.Split lengthened(SignalPlan.Split split, int seconds) {
        return new SignalPlan.Split(split.stage(), split.length().plusSeconds(seconds), split.gap());
    }

    private static double highest(List<DesignedPlan.GroupFigures> groups) {
        return groups.stream()
                .mapToDouble(DesignedPlan.GroupFigures::degreeOfSaturation)
                .max()
                .orElseThrow();
    }

    private static double saturation(DesignedPlan design, String group) {
        return design.groups().stream()
                .filter(each -> each.group().value().equals(group))
                .findFirst()
                .orElseThrow()
                .degreeOfSaturation();
    }

    private static DesignedPlan webster(Object... flows) {
        return design(PlanDesign.WEBSTER, DesignBounds.USUAL, flows(flows));
    }

    private static DesignedPlan design(
            PlanDesign.CycleFormula formula, DesignBounds bounds, Map<SignalGroupId, GroupFlow> flows) {
        return PlanDesign.design(X, ORDER, flows, formula, bounds, new PlanId("w"), new LocalName("w", "w"));
    }

    private static Map<SignalGroupId, GroupFlow> flows(Object... groupsAndFlows) {
        Map<SignalGroupId, GroupFlow> flows = new HashMap<>();
        for (int i = 0; i < groupsAndFlows.length; i += 2)
            flows.put(
                    new SignalGroupId((String) groupsAndFlows[i]),
                    new GroupFlow(((Number) groupsAndFlows[i + 1]).doubleValue(), 1800));
        return flows;
    }

    private static String text(SignalPlan plan) {
        return plan.splits().stream()
                        .map(split -> split.stage() + " " + split.length().toSeconds())
                        .collect(Collectors.joining(" "))
                + " = " + plan.cycle().toSeconds();
    }

    private static StageId stage(String id) {
        return new StageId(id);
    }
}
