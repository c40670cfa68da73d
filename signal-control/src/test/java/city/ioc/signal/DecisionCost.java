package city.ioc.signal;

import city.ioc.signal.decision.VehicleActuatedStrategy;
import city.ioc.signal.model.SignalState;
import city.ioc.signal.safety.SafetyGuard;
import java.util.Locale;

/** Measures what a decision and its verdict cost; for a person to run. */
public final class DecisionCost {
    private DecisionCost() {}

    public static void main(String[] args) {
        SignalState state = Scene.of("main 0; on 3 1; on 2 9; off 2 9.3");
        state.heard(Crossing.t(12));
        var strategy = new VehicleActuatedStrategy(Crossing.layout(), Crossing.ZONE, false);
        var guard = new SafetyGuard(Crossing.layout());
        int sink = 0;
        for (int round = 0; round < 5; round++) {
            int n = 500_000;
            long start = System.nanoTime();
            for (int i = 0; i < n; i++) {
                sink += strategy.decide(state, Crossing.t(12)).reason().ordinal();
                sink += guard.judge(state, Crossing.stage("main"), Crossing.t(15), Crossing.t(12))
                                .hashCode()
                        & 1;
            }
            System.out.printf(
                    Locale.ROOT,
                    "decision and verdict: %.2f µs (%d)%n",
                    (System.nanoTime() - start) / 1000.0 / n,
                    sink & 1);
        }
    }
}
