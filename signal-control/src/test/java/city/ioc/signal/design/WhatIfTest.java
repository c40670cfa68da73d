package city.ioc.signal.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.SignalPlan;
import city.ioc.signal.Crossing;
import city.ioc.signal.design.WhatIf.Arrival;
import city.ioc.signal.design.WhatIf.Discharge;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

/** Plan "day" of the crossing: the cycle of 90 s begins at second 10; A is green from second 20 to 50, two seconds per PCU. */
class WhatIfTest {
    private static final Intersection X = Crossing.intersection(Intersection.Control.COMMANDED);
    private static final SignalGroupId A = new SignalGroupId("A");
    private static final Map<SignalGroupId, Discharge> DISCHARGE = Map.of(A, new Discharge(1800, 0, 0));

    @Test
    void oneWaitsForTheGreen() {
        WhatIf.GroupReplay replay = replay(List.of(new Arrival(10, 1)));
        assertThat(replay.meanDelayS()).isCloseTo(10, within(1e-6));
        assertThat(replay.stops()).isEqualTo(1);
        assertThat(replay(List.of(new Arrival(30, 1))).meanDelayS()).isZero();
    }

    @Test
    void aQueueDischargesAtSaturationFlow() {
        WhatIf.GroupReplay replay = replay(together(10, 10));
        assertThat(replay.meanDelayS()).isCloseTo(10 + 9, within(1e-6)); // 20, 22, … 38
        assertThat(replay.longestDelayS()).isCloseTo(28, within(1e-6));
        assertThat(replay.longestQueuePcu()).isEqualTo(10);
    }

    @Test
    void whatTheGreenDoesNotTakeWaitsForTheNext() {
        WhatIf.GroupReplay replay = replay(together(10, 20)); // 15 leave from 20 to 48, 5 from 110 to 118
        assertThat(replay.meanDelayS()).isCloseTo((15 * 24 + 5 * 104) / 20.0, within(1e-6));
    }

    @Test
    void startLossAndEndGainMoveTheEffectiveGreen() {
        Map<SignalGroupId, Discharge> late = Map.of(A, new Discharge(1800, 2, 3));
        WhatIf.Replay replay = WhatIf.run(X, Crossing.day(), Map.of(A, together(10, 17)), late, 900);
        assertThat(replay.groups().getFirst().longestDelayS())
                .isCloseTo(
                        113 - 10, within(1e-6)); // 16 from 22 to 52, a second of the last one's two in the next green
    }

    @Test
    void evenTrafficWaitsAsTheUniformDelayFormulaSays() {
        // 360 PCU/h on 30 of 90 s: 60² / (2 · 90 · 0.8) = 25 s
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < 18_000; i++) arrivals.add(new Arrival(7210 + 0.2 * (i + 0.5), 0.02));
        WhatIf.GroupReplay replay = replay(arrivals);
        assertThat(replay.meanDelayS()).isCloseTo(25, within(0.1));
        assertThat(replay.degreeOfSaturation()).isCloseTo(0.6, within(0.001));
    }

    @Test
    void delaysAreToldByBinOfArrival() {
        WhatIf.GroupReplay replay = replay(List.of(new Arrival(10, 1), new Arrival(1000, 1)));
        assertThat(replay.delayByBin()).hasSize(2).containsEntry(0, 10.0);
        assertThat(replay.delayByBin().get(900)).isCloseTo(10.0, within(1e-6)); // second 1000 is second 0 of a cycle
    }

    @Test
    void countsBecomeAsManyArrivals() {
        assertThat(WhatIf.evenly(0, 300, 2.5)).hasSize(3).allMatch(each -> Math.abs(each.pcu() - 2.5 / 3) < 1e-9);
        assertThat(WhatIf.randomly(0, 300, 20, new Random(3)))
                .hasSize(20)
                .isEqualTo(WhatIf.randomly(0, 300, 20, new Random(3)))
                .isSortedAccordingTo(java.util.Comparator.comparingDouble(Arrival::atS));
    }

    @Test
    void demandWithoutGreenIsRefused() {
        SignalPlan without = new SignalPlan(
                Crossing.day().id(),
                SignalPlan.Kind.FIXED_TIME,
                Crossing.day().name(),
                Duration.ofSeconds(50),
                Duration.ZERO,
                Crossing.day().splits().subList(1, 3));
        assertThatThrownBy(() -> WhatIf.run(X, without, Map.of(A, together(10, 1)), DISCHARGE, 900))
                .hasMessage("plan day never serves group A");
    }

    @Property(tries = 200, seed = "61")
    void oneMoreArrivalNeverShortensTheWaitingOfAll(
            @ForAll long seed, @ForAll @DoubleRange(min = 0, max = 3600) double atS) {
        List<Arrival> some = WhatIf.randomly(0, 3600, 300, new Random(seed));
        List<Arrival> more = new ArrayList<>(some);
        more.add(new Arrival(atS, 1));
        assertThat(waiting(more)).isGreaterThanOrEqualTo(waiting(some) - 1e-6);
    }

    private static double waiting(List<Arrival> arrivals) {
        WhatIf.GroupReplay replay = replay(arrivals);
        return replay.meanDelayS() * replay.pcu();
    }

    private static WhatIf.GroupReplay replay(List<Arrival> arrivals) {
        return WhatIf.run(X, Crossing.day(), Map.of(A, arrivals), DISCHARGE, 900)
                .groups()
                .getFirst();
    }

    private static List<Arrival> together(double atS, int count) {
        return java.util.Collections.nCopies(count, new Arrival(atS, 1));
    }
}
