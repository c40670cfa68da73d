package city.ioc.sim.sumo;

import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.field.SignalEventCode;
import city.ioc.contracts.street.Device;
import city.ioc.sim.traffic.DetectorStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The loops of one light: on every approach lane one zone at the stop line and one upstream. From where vehicles were before and
 * after a step it works out when within it fronts reached and rears left the zones, to a tenth of a second, and says it as the
 * cabinet logs it. Confined to the simulation's thread.
 */
final class LoopView {
    private static final int ZONES = 2;
    private static final double TENTHS = 10;
    private static final double KMH_OF_MPS = 3.6;

    private final double[] nearM;
    private final boolean[] occupied;
    private final List<double[]>[] presence;
    private final List<Passage>[] passages;

    /** A vehicle whose rear left a zone, as a part of the step, and how far it went in the whole of it. */
    private record Passage(double left, double movedM, SumoVehicle.VehicleKind kind) {}

    @SuppressWarnings({"unchecked", "rawtypes"})
    LoopView(SumoNet net, SumoSignal signal, Map<String, LaneWatch> watches) {
        int lanes = signal.laneIds().size();
        nearM = new double[lanes * ZONES];
        occupied = new boolean[nearM.length];
        presence = new List[nearM.length];
        passages = new List[nearM.length];
        Arrays.setAll(presence, d -> new ArrayList<double[]>());
        Arrays.setAll(passages, d -> new ArrayList<Passage>());
        for (int l = 0; l < lanes; l++) {
            SumoNet.Lane lane = net.getLane(signal.laneIds().get(l));
            nearM[l * ZONES] = LaneTable.STOP_LINE_GAP_M;
            nearM[l * ZONES + 1] = LaneTable.advanceM(net, lane);
            for (OwnLane.Part part : OwnLane.of(net, lane).parts())
                watches.computeIfAbsent(part.lane(), id -> new LaneWatch())
                        .loops
                        .add(new LaneWatch.Loop(this, l, part.toStopLineM()));
        }
        for (SignalLink link : signal.links()) {
            int l = signal.laneIds().indexOf(link.connection().fromLane());
            if (l < 0 || link.isCrossing()) continue;
            double beyond = 0;
            for (String inside : link.internalLanes()) {
                watches.computeIfAbsent(inside, id -> new LaneWatch()).loops.add(new LaneWatch.Loop(this, l, -beyond));
                beyond += net.getLane(inside).lengthM();
            }
        }
    }

    /**
     * Says where a vehicle's front was at the begin and at the end of the step.
     *
     * @param fromM distance from the stop line at its begin, negative beyond it
     * @param toM the same at its end
     * @param kind of the vehicle
     */
    void passed(int lane, double fromM, double toM, SumoVehicle.VehicleKind kind) {
        for (int d = lane * ZONES; d < (lane + 1) * ZONES; d++) {
            double far = nearM[d] + LaneTable.ZONE_M;
            double near = nearM[d] - kind.lengthM();
            double moved = fromM - toM;
            double on = fromM <= far ? 0 : toM > far ? 2 : (fromM - far) / moved;
            double off = toM >= near ? 1 : fromM < near ? -1 : (fromM - near) / moved;
            if (on > 1 || off < 0 || on > off) continue;
            presence[d].add(new double[] {on, off});
            if (toM < near) passages[d].add(new Passage(off, moved, kind));
        }
    }

    /** What the loops say of the step that ended now, in order of time. */
    List<SignalEvent> take(Instant end) {
        List<SignalEvent> events = new ArrayList<>();
        for (int d = 0; d < presence.length; d++) {
            List<double[]> spans = presence[d];
            spans.sort(Comparator.comparingDouble(span -> span[0]));
            double until = occupied[d] ? 0 : -1;
            for (double[] span : spans) {
                if (!occupied[d] || span[0] > until + 1 / TENTHS) {
                    if (occupied[d]) events.add(event(end, until, SignalEventCode.DETECTOR_OFF, d));
                    events.add(event(end, span[0], SignalEventCode.DETECTOR_ON, d));
                    occupied[d] = true;
                }
                until = Math.max(until, span[1]);
            }
            if (occupied[d] && until < 1) {
                events.add(event(end, until, SignalEventCode.DETECTOR_OFF, d));
                occupied[d] = false;
            }
            spans.clear();
            passages[d].clear();
        }
        events.sort(Comparator.comparing(SignalEvent::at));
        return events;
    }

    private static SignalEvent event(Instant end, double part, SignalEventCode code, int detector) {
        return new SignalEvent(instant(end, part), code, detector + 1);
    }

    private static Instant instant(Instant end, double part) {
        long tenths = Math.round((Math.clamp(part, 0, 1) - 1) * TENTHS);
        return end.plusMillis(tenths * 100);
    }

    /**
     * The same as devices sense it, with who has passed; only of loops where something happened.
     *
     * @param devices the loops' devices, by channel
     */
    List<DetectorStep> takeSteps(Instant end, List<Device> devices) {
        List<List<DetectorStep.Passage>> passed = new ArrayList<>();
        for (List<Passage> each : passages)
            passed.add(each.stream().map(passage -> passage(end, passage)).toList());
        List<List<DetectorStep.Actuation>> changes = new ArrayList<>();
        for (int d = 0; d < presence.length; d++) changes.add(new ArrayList<>());
        for (SignalEvent event : take(end))
            changes.get(event.parameter() - 1)
                    .add(new DetectorStep.Actuation(event.code() == SignalEventCode.DETECTOR_ON.code(), event.at()));
        List<DetectorStep> steps = new ArrayList<>();
        for (int d = 0; d < presence.length; d++)
            if (!changes.get(d).isEmpty() || !passed.get(d).isEmpty())
                steps.add(new DetectorStep(devices.get(d).id(), occupied[d], changes.get(d), passed.get(d)));
        return steps;
    }

    /** When it came is worked out from how fast it left. */
    private static DetectorStep.Passage passage(Instant end, Passage each) {
        Instant left = instant(end, each.left());
        double overS = each.movedM() <= 0 ? 0 : (each.kind().lengthM() + LaneTable.ZONE_M) / each.movedM();
        return new DetectorStep.Passage(
                each.kind().vehicleClass(),
                each.movedM() * KMH_OF_MPS,
                left.minusMillis(Math.round(overS * 1000)),
                left);
    }
}
