package city.ioc.signal;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.field.SignalEventCode;
import city.ioc.contracts.id.StageId;
import city.ioc.signal.decision.ControlStrategy;
import city.ioc.signal.decision.StageDecision;
import city.ioc.signal.model.SignalLayout;
import city.ioc.signal.model.SignalState;
import city.ioc.signal.safety.SafetyGuard;
import city.ioc.signal.safety.Verdict;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;

/** Half an hour of random traffic under a strategy, with every decision judged and every lamp watched. */
final class Drive {
    static final int TICK_MS = 200;

    private Drive() {}

    /** The guard never has to step in, no lamp is wrong, and whoever calls is served within {@code longestRedS}. */
    static void keepsItsOwnBounds(ControlStrategy strategy, SignalLayout layout, long seed, double longestRedS) {
        Random random = new Random(seed);
        SignalState state = new SignalState(layout);
        Cabinet cabinet = new Cabinet(state, random.nextInt(layout.stages()), Crossing.T0);
        SafetyGuard guard = new SafetyGuard(layout);
        int traffic = 1 + random.nextInt(60);
        int broken = random.nextInt(layout.detectors().size() + 3);
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
            state.estimateTraffic(now);
            StageDecision decision = strategy.decide(state, now);
            Verdict verdict = guard.judge(state, wanted(decision, state, now), now.plusSeconds(3), now);
            assertThat(verdict).as("%s at %s", decision, now).isInstanceOf(Verdict.Allowed.class);
            obey(cabinet, verdict, now);
            for (int g = 0; g < layout.groups(); g++) {
                if (!state.isCalled(g)) calledSince[g] = now.toEpochMilli();
                assertThat(now.toEpochMilli() - calledSince[g])
                        .as("wait of %s at %s", layout.group(g).id(), now)
                        .isLessThan((long) (longestRedS * 1000));
            }
        }
        assertThat(cabinet.faults()).isEmpty();
        assertThat(cabinet.longestRedS(now)).isLessThanOrEqualTo(longestRedS);
    }

    static void obey(Cabinet cabinet, Verdict verdict, Instant now) {
        switch (verdict) {
            case Verdict.Allowed allowed -> cabinet.obey(allowed.stage(), now);
            case Verdict.Held held -> cabinet.obey(held.stage(), now);
            case Verdict.Forced forced -> cabinet.obey(forced.stage(), now);
            case Verdict.Refused refused -> throw new AssertionError("refused by " + refused.rule());
        }
    }

    private static StageId wanted(StageDecision decision, SignalState state, Instant now) {
        return switch (decision) {
            case StageDecision.Hold hold ->
                state.findRequested(now.toEpochMilli()).isPresent()
                        ? hold.next().orElseThrow()
                        : state.findStage().orElseThrow();
            case StageDecision.ChangeTo change -> change.stage();
            case StageDecision.LeaveLocal leave -> throw new AssertionError("left local: " + leave);
        };
    }
}
