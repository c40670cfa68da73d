package city.ioc.sim.traffic;

import city.ioc.contracts.field.PriorityCall;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.street.VehicleClass;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What happens at stop lines: counts for radars and the ground truth, and who passed at red. */
final class StopLines {
    /** Slower than this it stands, m/s. */
    private static final double STANDING = 0.2;

    private final StreetNetwork network;
    private final Radars radars;
    private final FlowBook flows;
    private final GroundTruth truth;
    private final Instant start;
    private final Map<LinkStrip, Loops.ApproachKey> approaches = new HashMap<>();
    private final Map<IntersectionId, Double> junctionsBeyondM;
    private long passed;
    private long redRunners;
    private long unwilling;

    StopLines(
            StreetNetwork network,
            Map<Loops.ApproachKey, LinkStrip> approaches,
            Radars radars,
            FlowBook flows,
            GroundTruth truth,
            Map<IntersectionId, Double> junctionsBeyondM,
            Instant start) {
        this.junctionsBeyondM = Map.copyOf(junctionsBeyondM);
        this.network = network;
        this.radars = radars;
        this.flows = flows;
        this.truth = truth;
        this.start = start;
        approaches.forEach((key, link) -> this.approaches.put(link, key));
    }

    void passed(Vehicle vehicle, LinkStrip link, Connector way, double t, Signals signals) {
        Instant at = start.plusMillis(Math.round(t * 1000));
        passed++;
        radars.passed(link, vehicle, at);
        double delayS = t - vehicle.enteredLinkAt - link.length / vehicle.desiredSpeed();
        flows.passed(link, vehicle, delayS);
        writePriority(vehicle, link, way, delayS, at);
        if (signals.of(way) != Signals.Permission.STOP) return;
        if (vehicle.runsRed) redRunners++;
        else unwilling++;
        Loops.ApproachKey key = approaches.get(link);
        if (key == null) return;
        vehicle.passedAtRed = true;
        vehicle.stoodBeyondM = 0;
        Strip.Pose pose = link.pose(link.length, vehicle.y);
        truth.write(
                at,
                GroundTruth.Kind.RED_RUNNING,
                "vehicle",
                vehicle.id,
                "class",
                vehicle.type.vehicleClass(),
                "plate",
                NumberPlate.find(vehicle.id, vehicle.type.vehicleClass()).map(NumberPlate::text),
                "intersection",
                key.intersection(),
                "approach",
                key.approach(),
                "turn",
                way.turn,
                "lane",
                link.laneAt(vehicle.y),
                "redForS",
                Math.round(signals.shownFor(way, t) * 10) / 10.0,
                "speedKmh",
                Math.round(vehicle.v * 36) / 10.0,
                "wilful",
                vehicle.runsRed,
                "lat",
                network.frame.lat(pose.north()),
                "lon",
                network.frame.lon(pose.east()));
    }

    /** Where somebody who passed at red is now: whether it stands before the junction, and when it enters it. */
    void followed(Vehicle vehicle, Connector way, double t, Signals signals) {
        Loops.ApproachKey key = approaches.get(way.from);
        if (key == null) return;
        Double begin = junctionsBeyondM.get(key.intersection());
        if (begin == null) return;
        if (vehicle.v < STANDING && vehicle.s < begin) vehicle.stoodBeyondM = vehicle.s;
        if (vehicle.s < begin) return;
        vehicle.passedAtRed = false;
        truth.write(
                start.plusMillis(Math.round(t * 1000)),
                GroundTruth.Kind.JUNCTION_ENTERED,
                "vehicle",
                vehicle.id,
                "intersection",
                key.intersection(),
                "approach",
                key.approach(),
                "atRed",
                signals.of(way) == Signals.Permission.STOP,
                "stoodM",
                Math.round(vehicle.stoodBeyondM * 10) / 10.0);
    }

    /** Buses that ask and those that do not drive the same streets at the same time: what asking is worth is their difference. */
    private void writePriority(Vehicle vehicle, LinkStrip link, Connector way, double delayS, Instant at) {
        boolean isBus = vehicle.type.vehicleClass() == VehicleClass.BUS;
        Loops.ApproachKey key = approaches.get(link);
        if (key == null || !isBus && vehicle.asksAs == null) return;
        truth.write(
                at,
                GroundTruth.Kind.PRIORITY_PASSAGE,
                "vehicle",
                vehicle.id,
                "as",
                isBus ? PriorityCall.Kind.BUS : PriorityCall.Kind.EMERGENCY,
                "asks",
                vehicle.asksAs != null,
                "intersection",
                key.intersection(),
                "approach",
                key.approach(),
                "turn",
                way.turn,
                "delayS",
                Math.round(Math.max(0, delayS) * 10) / 10.0);
    }

    long passed() {
        return passed;
    }

    long redRunners() {
        return redRunners;
    }

    /** Those that passed at red because they could not stop any more. */
    long unwilling() {
        return unwilling;
    }
}
