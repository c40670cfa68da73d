package city.ioc.sim.traffic;

import city.ioc.contracts.city.City;
import city.ioc.contracts.id.ApproachId;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.street.Device;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Loop detectors in the lanes: who enters and leaves them, to the millisecond. */
final class Loops {
    /** Length of a loop in direction of travel. */
    static final double LENGTH_M = 2.0;

    private final List<Loop> all = new ArrayList<>();
    private final Map<DeviceId, Loop> byDevice = new HashMap<>();
    private final List<List<Loop>> byLink = new ArrayList<>();
    private final List<DetectorStep> last = new ArrayList<>();
    private final Instant start;

    private static final class Loop {
        final DeviceId device;
        final double begin;
        final double end;
        final double low;
        final double high;
        final List<Vehicle> on = new ArrayList<>();
        final List<Double> entered = new ArrayList<>();
        final List<Change> changes = new ArrayList<>();
        final List<DetectorStep.Passage> passages = new ArrayList<>();
        int occupants;

        Loop(DeviceId device, double begin, double low, double high) {
            this.device = device;
            this.begin = begin;
            this.end = begin + LENGTH_M;
            this.low = low;
            this.high = high;
        }
    }

    private record Change(double at, int by) {}

    Loops(City city, StreetNetwork network, Map<ApproachKey, LinkStrip> approaches, Instant start) {
        this.start = start;
        for (int i = 0; i < network.links.size(); i++) byLink.add(new ArrayList<>());
        for (Device device : city.devices()) {
            if (device.kind() != Device.Kind.STOP_LINE_DETECTOR && device.kind() != Device.Kind.ADVANCE_DETECTOR)
                continue;
            Optional<LinkStrip> link = device.approach()
                    .flatMap(approach -> Optional.ofNullable(approaches.get(new ApproachKey(device.site(), approach))));
            if (link.isEmpty()) continue;
            LinkStrip strip = link.get();
            int lane = Math.min(device.lane().orElse(1), strip.lanes());
            double middle = strip.length - device.toStopLineM().orElse(LENGTH_M / 2);
            Loop loop = new Loop(device.id(), middle - LENGTH_M / 2, strip.laneLow[lane], strip.laneHigh[lane]);
            all.add(loop);
            byDevice.put(device.id(), loop);
            byLink.get(strip.index).add(loop);
        }
    }

    /** An approach of an intersection. */
    record ApproachKey(IntersectionId intersection, ApproachId approach) {}

    /** A vehicle's front went from one distance along its link to another, between two times. */
    void moved(Vehicle vehicle, double from, double to, double t0, double t1) {
        List<Loop> loops = byLink.get(vehicle.link.index);
        for (int i = 0; i < loops.size(); i++) {
            Loop loop = loops.get(i);
            if (to <= loop.begin || from - vehicle.length > loop.end) continue;
            if (from <= loop.begin && vehicle.y >= loop.low && vehicle.y < loop.high) {
                loop.on.add(vehicle);
                double at = when(loop.begin, from, to, t0, t1);
                loop.entered.add(at);
                loop.changes.add(new Change(at, 1));
            }
            if (to - vehicle.length >= loop.end)
                leave(loop, vehicle, when(loop.end, from - vehicle.length, to - vehicle.length, t0, t1));
        }
    }

    /** A vehicle left the junction: it is on no loop of the link before it any more. */
    void release(Vehicle vehicle, double t) {
        for (Loop loop : byLink.get(vehicle.link.index)) leave(loop, vehicle, t);
    }

    private void leave(Loop loop, Vehicle vehicle, double t) {
        int index = loop.on.indexOf(vehicle);
        if (index < 0) return;
        double entered = loop.entered.get(index);
        loop.on.remove(index);
        loop.entered.remove(index);
        loop.changes.add(new Change(t, -1));
        loop.passages.add(
                new DetectorStep.Passage(vehicle.type.vehicleClass(), vehicle.v * 3.6, instant(entered), instant(t)));
    }

    private Instant instant(double seconds) {
        return start.plusMillis(Math.round(seconds * 1000));
    }

    void finishStep() {
        last.clear();
        for (Loop loop : all) {
            if (loop.changes.isEmpty()) continue;
            loop.changes.sort(Comparator.comparingDouble(Change::at));
            List<DetectorStep.Actuation> actuations = new ArrayList<>();
            for (Change change : loop.changes) {
                int before = loop.occupants;
                loop.occupants += change.by();
                if (before == 0 && loop.occupants > 0)
                    actuations.add(new DetectorStep.Actuation(true, instant(change.at())));
                if (before > 0 && loop.occupants == 0)
                    actuations.add(new DetectorStep.Actuation(false, instant(change.at())));
            }
            last.add(new DetectorStep(loop.device, loop.occupants > 0, actuations, loop.passages));
            loop.changes.clear();
            loop.passages.clear();
        }
    }

    /** Says of every occupied loop, in the next step, that it turned on: for those who begin to listen now. */
    void restate(double now) {
        last.clear();
        for (Loop loop : all) {
            if (loop.occupants == 0) continue;
            loop.changes.add(new Change(now, loop.occupants));
            loop.occupants = 0;
        }
    }

    List<DetectorStep> lastStep() {
        return List.copyOf(last);
    }

    boolean isOccupied(DeviceId detector) {
        Loop loop = byDevice.get(detector);
        return loop != null && loop.occupants > 0;
    }

    private static double when(double place, double from, double to, double t0, double t1) {
        if (to <= from) return t1;
        return t0 + (t1 - t0) * Math.max(0, Math.min(1, (place - from) / (to - from)));
    }
}
