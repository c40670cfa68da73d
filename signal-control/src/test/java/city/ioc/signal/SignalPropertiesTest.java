package city.ioc.signal;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.field.SignalEventCode;
import city.ioc.contracts.id.StageId;
import city.ioc.contracts.live.Lamp;
import city.ioc.signal.decision.ControlStrategy;
import city.ioc.signal.decision.FixedTimeStrategy;
import city.ioc.signal.decision.StageDecision;
import city.ioc.signal.decision.VehicleActuatedStrategy;
import city.ioc.signal.model.SignalLayout;
import city.ioc.signal.model.SignalState;
import city.ioc.signal.safety.SafetyGuard;
import city.ioc.signal.safety.Verdict;
import java.time.Instant;
import java.util.Arrays;
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
            obey(cabinet, guard.judge(state, wanted, now.plusSeconds(3), now), now);
        }
        assertThat(cabinet.faults()).isEmpty();
        assertThat(cabinet.longestRedS(now)).isLessThanOrEqualTo(LONGEST_RED_S);
    }

    @Property(tries = 40, seed = "2")
    void actuationKeepsItsOwnBounds(@ForAll long seed, @ForAll boolean coordinated) {
        keepsItsOwnBounds(new VehicleActuatedStrategy(Crossing.layout(), Crossing.ZONE, coordinated), seed);
    }

    @Property(tries = 10, seed = "3")
    void fixedTimeKeepsItsOwnBounds(@ForAll long seed) {
        keepsItsOwnBounds(new FixedTimeStrategy(Crossing.layout(), Crossing.ZONE), seed);
    }

    private static void keepsItsOwnBounds(ControlStrategy strategy, long seed) {
        Random random = new Random(seed);
        SignalLayout layout = Crossing.layout();
        SignalState state = new SignalState(layout);
        Cabinet cabinet = new Cabinet(state, random.nextInt(3), Crossing.T0);
        SafetyGuard guard = new SafetyGuard(layout);
        int traffic = 1 + random.nextInt(60);
        int broken = random.nextInt(8);
        if (broken < layout.detectors().size()) state.trust(broken, false);
        Instant now = Crossing.T0;
        long[] calledSince = new long[layout.groups()];
        Arrays.fill(calledSince, now.toEpochMilli());
        for (int i = 0; i < 30 * 60 * 5; i++) {
            now = now.plusMillis(TICK_MS);
            cabinet.tick(now);
            for (int d = 0; d < layout.detectors().size(); d++) {
                if (random.nextInt(traffic * 5) != 0) continue;
                SignalEventCode code = state.isOccupied(d) ? SignalEventCode.DETECTOR_OFF : SignalEventCode.DETECTOR_ON;
                state.observe(
                        new SignalEvent(now, code, layout.detectors().get(d).channel()));
            }
            StageDecision decision = strategy.decide(state, now);
            StageId wanted = switch (decision) {
                case StageDecision.Hold hold ->
                    state.findRequested(now.toEpochMilli()).isPresent()
                            ? hold.next().orElseThrow()
                            : state.findStage().orElseThrow();
                case StageDecision.ChangeTo change -> change.stage();
                case StageDecision.LeaveLocal leave -> throw new AssertionError("left local: " + leave);
            };
            Verdict verdict = guard.judge(state, wanted, now.plusSeconds(3), now);
            assertThat(verdict).as("%s at %s", decision, now).isInstanceOf(Verdict.Allowed.class);
            obey(cabinet, verdict, now);
            for (int g = 0; g < layout.groups(); g++) {
                if (!state.isCalled(g) || state.lamp(g) == Lamp.GREEN) calledSince[g] = now.toEpochMilli();
                assertThat(now.toEpochMilli() - calledSince[g]).isLessThan((long) (LONGEST_RED_S * 1000));
            }
        }
        assertThat(cabinet.faults()).isEmpty();
        assertThat(cabinet.longestRedS(now)).isLessThanOrEqualTo(LONGEST_RED_S);
    }

    private static void obey(Cabinet cabinet, Verdict verdict, Instant now) {
        switch (verdict) {
            case Verdict.Allowed allowed -> cabinet.obey(allowed.stage(), now);
            case Verdict.Held held -> cabinet.obey(held.stage(), now);
            case Verdict.Forced forced -> cabinet.obey(forced.stage(), now);
            case Verdict.Refused refused -> throw new AssertionError("refused by " + refused.rule());
        }
    }
}
