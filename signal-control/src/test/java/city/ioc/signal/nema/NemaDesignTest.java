package city.ioc.signal.nema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import city.ioc.contracts.city.PlanCheck;
import city.ioc.contracts.id.PlanId;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.id.StageId;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.LocalName;
import city.ioc.contracts.street.SignalPlan;
import city.ioc.signal.design.DesignBounds;
import city.ioc.signal.design.DesignedPlan;
import city.ioc.signal.design.GroupFlow;
import city.ioc.signal.design.PlanDesign;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Designing where groups overlap over many stages: the eight phases in the order of their pattern. */
class NemaDesignTest {
    private static final Intersection X =
            NemaReader.read(RingBarrierText.standard()).intersection().orElseThrow();
    private static final List<StageId> ORDER =
            X.plans().getFirst().splits().stream().map(SignalPlan.Split::stage).toList();
    private static final DesignBounds WIDE =
            DesignBounds.USUAL.withCycles(Duration.ofSeconds(60), Duration.ofSeconds(180));

    @Test
    void theRingThatNeedsMoreIsCriticalOnEachSideOfTheBarrier() {
        // Ring 1 before the barrier: 0.15 + 0.25 against 0.05 + 0.30; ring 2 behind it: 0.10 + 0.20 against 0.05 + 0.15
        DesignedPlan design = design(Map.of(1, 0.15, 2, 0.25, 5, 0.05, 6, 0.30, 3, 0.05, 4, 0.15, 7, 0.10, 8, 0.20));
        assertThat(design.critical())
                .extracting(SignalGroupId::value)
                .containsExactlyInAnyOrder("p1", "p2", "p7", "p8");
        assertThat(design.flowRatio()).isCloseTo(0.70, within(1e-9));
        assertThat(design.lostTime()).isEqualTo(Duration.ofSeconds(20));
        assertThat(design.cycleByFormulaS()).isCloseTo(35 / 0.3, within(1e-6));
        assertThat(PlanCheck.check(X, design.plan())).isEmpty();
    }

    @Property(tries = 150, seed = "71")
    void everyDesignPassesTheChecker(@ForAll long seed) {
        Random random = new Random(seed);
        Map<Integer, Double> ratios = new HashMap<>();
        for (int phase = 1; phase <= 8; phase++) ratios.put(phase, random.nextDouble() * (phase % 2 == 0 ? 0.4 : 0.2));
        assertThat(PlanCheck.check(X, design(ratios).plan())).isEmpty();
    }

    private static DesignedPlan design(Map<Integer, Double> ratios) {
        Map<SignalGroupId, GroupFlow> flows = new HashMap<>();
        ratios.forEach((phase, ratio) -> flows.put(new SignalGroupId("p" + phase), new GroupFlow(1800 * ratio, 1800)));
        return PlanDesign.design(X, ORDER, flows, PlanDesign.WEBSTER, WIDE, new PlanId("w"), new LocalName("w", "w"));
    }
}
