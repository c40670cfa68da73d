package city.ioc.sim.sumo;

import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.field.SignalEventCode;
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

    private final double[] nearM;
    private final boolean[] occupied;
    private final List<double[]>[] presence;

    @SuppressWarnings({"unchecked", "rawtypes"})
    LoopView(SumoNet net, SumoSignal signal, Map<String, LaneWatch> watches) {
        int lanes = signal.laneIds().size();
        nearM = new double[lanes * ZONES];
        occupied = new boolean[nearM.length];
        presence = new List[nearM.length];
        Arrays.setAll(presence, d -> new ArrayList<double[]>());
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
     */
    void passed(int lane, double fromM, double toM, double lengthM) {
        for (int d = lane * ZONES; d < (lane + 1) * ZONES; d++) {
            double far = nearM[d] + LaneTable.ZONE_M;
            double near = nearM[d] - lengthM;
            double moved = fromM - toM;
            double on = fromM <= far ? 0 : toM > far ? 2 : (fromM - far) / moved;
            double off = toM >= near ? 1 : fromM < near ? -1 : (fromM - near) / moved;
            if (on <= 1 && off >= 0 && on <= off) presence[d].add(new double[] {on, off});
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
        }
        events.sort(Comparator.comparing(SignalEvent::at));
        return events;
    }

    private static SignalEvent event(Instant end, double part, SignalEventCode code, int detector) {
        long tenths = Math.round((Math.clamp(part, 0, 1) - 1) * TENTHS);
        return new SignalEvent(end.plusMillis(tenths * 100), code, detector + 1);
    }
}
