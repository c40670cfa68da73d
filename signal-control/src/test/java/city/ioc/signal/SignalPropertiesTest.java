package city.ioc.signal;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.id.StageId;
import city.ioc.signal.decision.FixedTimeStrategy;
import city.ioc.signal.decision.VehicleActuatedStrategy;
import city.ioc.signal.decision.adaptive.AdaptiveStrategy;
import city.ioc.signal.model.SignalState;
import city.ioc.signal.safety.SafetyGuard;
import java.time.Instant;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever is wanted and whatever detectors say, for hours: the lamps stay safe and everybody gets a turn. */
class SignalPropertiesTest {
    private static final int TICK_MS = 200;
    /** Longest red, and in the worst case each other stage's minimum and interstage when all of them are late together. */
    private static final double LONGEST_RED_S = 120 + 2 * (7 + 10) + 2;

    @Property(tries = 60, seed = "1")
    void whateverIsWantedTheGuardKeepsTheLampsSafe(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 400) int patience) {
        Random random = new Random(seed);
        SignalState state = new SignalState(Crossing.layout());
        Cabinet cabinet = new Cabinet(state, random.nextInt(3), Crossing.T0);
        SafetyGuard guard = new SafetyGuard(state.layout());
        StageId wanted = Crossing.stage("main");
        Instant now = Crossing.T0;
        for (int i = 0; i < 20 * 60 * 5; i++) {
            now = now.plusMillis(TICK_MS);
            cabinet.tick(now);
            if (random.nextInt(patience) == 0)
                wanted = state.layout().stage(random.nextInt(3)).id();
            Drive.obey(cabinet, guard.judge(state, wanted, now.plusSeconds(3), now), now);
        }
        assertThat(cabinet.faults()).isEmpty();
        assertThat(cabinet.longestRedS(now)).isLessThanOrEqualTo(LONGEST_RED_S);
    }

    @Property(tries = 40, seed = "2")
    void actuationKeepsItsOwnBounds(@ForAll long seed, @ForAll boolean coordinated) {
        Drive.keepsItsOwnBounds(
                new VehicleActuatedStrategy(Crossing.layout(), Crossing.ZONE, coordinated),
                Crossing.layout(),
                seed,
                LONGEST_RED_S);
    }

    @Property(tries = 20, seed = "4")
    void adaptiveControlKeepsItsOwnBounds(@ForAll long seed) {
        Drive.keepsItsOwnBounds(
                new AdaptiveStrategy(Crossing.layoutWithLanes(), Crossing.ZONE),
                Crossing.layoutWithLanes(),
                seed,
                LONGEST_RED_S);
    }

    @Property(tries = 10, seed = "3")
    void fixedTimeKeepsItsOwnBounds(@ForAll long seed) {
        Drive.keepsItsOwnBounds(
                new FixedTimeStrategy(Crossing.layout(), Crossing.ZONE), Crossing.layout(), seed, LONGEST_RED_S);
    }
}
