package city.ioc.sim.sumo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Cameras or loops at all lights, fed with the vehicles after each step. Confined to the simulation's thread. */
final class StreetDetection {
    /** Nothing is watched: SUMO controls by itself. */
    static final StreetDetection NONE = new StreetDetection();

    private static final LaneWatch NOBODY = new LaneWatch();

    private final Map<String, LaneWatch> watches = new HashMap<>();
    private final Map<String, String> edgeOfLane = new HashMap<>();
    private final List<ApproachEye> eyes = new ArrayList<>();
    private final List<LoopView> loops = new ArrayList<>();

    private StreetDetection() {}

    StreetDetection(SumoNet net, List<SumoSignal> signals, SumoRun.Detection kind) {
        for (SumoSignal signal : signals) {
            switch (kind) {
                case CAMERA -> eyes.add(new ApproachEye(net, signal, watches));
                case LOOPS -> loops.add(new LoopView(net, signal, watches));
            }
        }
        net.lanes().forEach((id, lane) -> edgeOfLane.put(id, lane.edge()));
    }

    /** Looks at the street after a step and tells the lights; they come in the order of the signals. */
    void look(SumoSimulation street, List<ControlledLight> lights, Instant now) {
        watch(street);
        for (int i = 0; i < eyes.size(); i++)
            eyes.get(i).tell(lights.get(i).state().traffic(), now.toEpochMilli(), street.steps());
        for (int i = 0; i < loops.size(); i++) loops.get(i).take(now).forEach(lights.get(i)::observe);
    }

    /** The loops of all lights in the order of the signals; none where cameras watch. */
    List<LoopView> loops() {
        return loops;
    }

    /** Looks at the street after a step. */
    void watch(SumoSimulation street) {
        for (ApproachEye eye : eyes) eye.clear();
        for (SumoVehicle vehicle : street.vehicles()) {
            LaneWatch watch = vehicle.watch;
            if (watch == null) {
                watch = watches.getOrDefault(vehicle.lane, NOBODY);
                vehicle.watch = watch;
            }
            for (LaneWatch.Upstream each : watch.upstream) each.eye().see(each, vehicle);
            for (LaneWatch.Box each : watch.boxes) each.eye().see(each, vehicle);
            for (LaneWatch.Exit each : watch.exits) each.eye().see(each, vehicle);
            if (!loops.isEmpty()) passLoops(watch, vehicle);
        }
    }

    private void passLoops(LaneWatch watch, SumoVehicle vehicle) {
        boolean stayed = vehicle.lane.equals(vehicle.laneBefore);
        LaneWatch before = stayed ? watch : watches.getOrDefault(vehicle.laneBefore, NOBODY);
        double length = vehicle.kind.lengthM();
        for (LaneWatch.Loop each : watch.loops) {
            double to = each.toStopLineM() - vehicle.positionM;
            double from = to;
            LaneWatch.Loop was = find(before, each);
            if (was != null) from = Math.max(to, was.toStopLineM() - vehicle.positionBeforeM);
            else if (!isSideways(vehicle)) from = to + vehicle.speedMps;
            each.loops().passed(each.lane(), from, to, vehicle.kind);
        }
        if (stayed || isSideways(vehicle)) return;
        for (LaneWatch.Loop each : before.loops) {
            if (find(watch, each) != null) continue;
            // It has passed the whole junction within the step.
            double from = each.toStopLineM() - vehicle.positionBeforeM;
            each.loops().passed(each.lane(), from, from - Math.max(vehicle.speedMps, length + from + 1), vehicle.kind);
        }
    }

    /** Whether it is still on the edge of the lane it was on. */
    private boolean isSideways(SumoVehicle vehicle) {
        String edge = edgeOfLane.get(vehicle.lane);
        return edge != null && edge.equals(edgeOfLane.get(vehicle.laneBefore));
    }

    private static LaneWatch.@org.jspecify.annotations.Nullable Loop find(LaneWatch watch, LaneWatch.Loop other) {
        for (LaneWatch.Loop each : watch.loops)
            if (each.loops() == other.loops() && each.lane() == other.lane()) return each;
        return null;
    }
}
