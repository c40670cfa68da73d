package city.ioc.signal.decision;

import static city.ioc.signal.Crossing.t;

import city.ioc.signal.Crossing;
import city.ioc.signal.Scene;
import java.time.Duration;

/** Decisions as one line: {@code hold EXTENDING, left by 40.0} or {@code to left GAP_OUT}. Times in seconds from T0. */
final class Decisions {
    private Decisions() {}

    static String actuated(String scene, double now) {
        return line(new VehicleActuatedStrategy(Crossing.layout(), Crossing.ZONE, false), scene, now);
    }

    static String coordinated(String scene, double now) {
        return line(new VehicleActuatedStrategy(Crossing.layout(), Crossing.ZONE, true), scene, now);
    }

    static String fixed(String scene, double now) {
        return line(new FixedTimeStrategy(Crossing.layout(), Crossing.ZONE), scene, now);
    }

    static String line(ControlStrategy strategy, String scene, double now) {
        return line(strategy.decide(Scene.heardAt(now, Scene.of(scene)), t(now)));
    }

    static String line(StageDecision decision) {
        return switch (decision) {
            case StageDecision.Hold hold ->
                "hold " + hold.reason()
                        + hold.next().map(next -> ", " + next).orElse("")
                        + hold.plannedEnd()
                                .map(end -> " by "
                                        + Duration.between(Crossing.T0, end).toMillis() / 1000.0)
                                .orElse("");
            case StageDecision.ChangeTo change -> "to " + change.stage() + " " + change.reason();
            case StageDecision.LeaveLocal leave -> "local " + leave.reason();
        };
    }
}
