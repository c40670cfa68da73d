package city.ioc.sim.sumo;

import city.ioc.contracts.live.Lamp;
import city.ioc.signal.decision.ControlStrategy;
import city.ioc.signal.decision.DecisionReason;
import city.ioc.signal.decision.StageDecision;
import city.ioc.signal.model.SignalLayout;
import city.ioc.signal.model.SignalState;
import city.ioc.signal.traffic.ApproachLane;
import city.ioc.signal.traffic.LaneTraffic;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The yardstick of the literature: every so many seconds of green, the stage whose lanes press most (Varaiya 2013: Max pressure
 * control of a network of signalized intersections). The pressure of a lane is the traffic on it, less where the road it leads to
 * is full. Immutable.
 */
final class MaxPressureStrategy implements ControlStrategy {
    static final String NAME = "max-pressure";
    private static final long STEP_MS = 10_000;

    private final SignalLayout layout;

    MaxPressureStrategy(SignalLayout layout) {
        this.layout = layout;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StageDecision decide(SignalState state, Instant now) {
        if (!state.isStageKnown()) return new StageDecision.LeaveLocal(DecisionReason.STAGE_UNKNOWN, Map.of());
        int running = state.stage();
        Optional<city.ioc.contracts.id.StageId> current =
                Optional.of(layout.stage(running).id());
        if (state.isInTransition())
            return new StageDecision.Hold(DecisionReason.IN_TRANSITION, Map.of(), current, Optional.empty());
        if (now.toEpochMilli() - state.stageSinceMs() < STEP_MS)
            return new StageDecision.Hold(DecisionReason.MIN_GREEN, Map.of(), current, Optional.empty());
        int best = running;
        for (int s = 0; s < layout.stages(); s++)
            if (layout.stageGroups(s) != 0 && pressure(state, s) > pressure(state, best)) best = s;
        if (best == running)
            return new StageDecision.Hold(DecisionReason.EXTENDING, Map.of(), current, Optional.empty());
        for (int g = 0; g < layout.groups(); g++)
            if (state.lamp(g) == Lamp.UNKNOWN)
                return new StageDecision.Hold(DecisionReason.IN_TRANSITION, Map.of(), current, Optional.empty());
        return new StageDecision.ChangeTo(layout.stage(best).id(), DecisionReason.EXTENDING, Map.of());
    }

    private double pressure(SignalState state, int stage) {
        double sum = 0;
        for (int l = 0; l < layout.lanes().lanes().size(); l++) {
            ApproachLane lane = layout.lanes().lanes().get(l);
            LaneTraffic traffic = state.traffic().lane(l);
            double pcu = 0;
            for (int v = 0; v < traffic.count(); v++) pcu += traffic.pcu(v);
            for (ApproachLane.Way way : lane.ways()) {
                boolean green = (layout.stageGroups(stage) & 1L << way.group()) != 0;
                if (green && state.traffic().exitRoomPcu(way.exit()) >= 1) sum += pcu * way.share();
            }
        }
        return sum;
    }
}
