package city.ioc.sim.traffic;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Closed stretches of lane: put up piece by piece against the traffic, where a piece has room. */
final class LaneClosures {
    private static final double PIECE_M = 10;

    private final StreetNetwork network;
    private final GroundTruth truth;
    private final ZoneId zone;
    private final Demand demand;
    private final List<Closure> scheduled = new ArrayList<>();
    private final List<Closure> active = new ArrayList<>();
    private long lastHandle;

    private static final class Closure {
        final long handle;
        final SimulationSettings.Roadworks works;
        final LinkStrip link;
        final List<Vehicle> pieces = new ArrayList<>();
        boolean closing;
        boolean byHand;

        Closure(long handle, SimulationSettings.Roadworks works, LinkStrip link) {
            this.handle = handle;
            this.works = works;
            this.link = link;
        }
    }

    LaneClosures(StreetNetwork network, SimulationSettings settings, Demand demand, GroundTruth truth, ZoneId zone) {
        this.network = network;
        this.truth = truth;
        this.zone = zone;
        this.demand = demand;
        for (SimulationSettings.Roadworks works : settings.roadworks())
            network.findLink(works.link()).ifPresent(link -> scheduled.add(new Closure(++lastHandle, works, link)));
    }

    /** Closes a stretch of lane now; the handle opens it again. */
    long close(SimulationSettings.Roadworks works) {
        LinkStrip link = network.findLink(works.link())
                .orElseThrow(() -> new IllegalArgumentException("no link " + works.link()));
        Closure closure = new Closure(++lastHandle, works, link);
        closure.byHand = true;
        closure.closing = true;
        active.add(closure);
        return closure.handle;
    }

    boolean open(long handle) {
        for (Closure closure : active) {
            if (closure.handle != handle) continue;
            closure.closing = false;
            return true;
        }
        return false;
    }

    void step(Instant at) {
        LocalTime time = at.atZone(zone).toLocalTime();
        for (Closure closure : scheduled) {
            closure.closing = !time.isBefore(closure.works.from()) && time.isBefore(closure.works.to());
            if (closure.closing && !active.contains(closure)) active.add(closure);
        }
        for (Iterator<Closure> each = active.iterator(); each.hasNext(); ) {
            Closure closure = each.next();
            if (closure.closing) grow(closure, at);
            else {
                for (Vehicle piece : closure.pieces) closure.link.remove(piece);
                if (!closure.pieces.isEmpty()) write(closure, GroundTruth.Kind.LANE_OPENED, at);
                closure.pieces.clear();
                each.remove();
            }
        }
    }

    private void grow(Closure closure, Instant at) {
        LinkStrip link = closure.link;
        SimulationSettings.Roadworks works = closure.works;
        double front = works.toM() - link.startM - closure.pieces.size() * PIECE_M;
        double back = Math.max(front - PIECE_M, works.fromM() - link.startM);
        if (front - back < 1 || front > link.length - 10 || back < 5) return;
        Vehicle piece =
                new Vehicle(demand.nextId(), link, link.laneHigh[works.lane()] - link.laneLow[works.lane()] - 0.3);
        piece.s = front;
        piece.length = front - back;
        piece.y = link.laneCentre(works.lane());
        piece.targetY = piece.y;
        for (int j = 0; j < link.count; j++) {
            Vehicle other = link.vehicles[j];
            if (other.lowY() - 0.1 >= piece.highY() || other.highY() + 0.1 <= piece.lowY()) continue;
            double needed = other.isRoadworks() ? 0 : other.v * other.v / 4 + other.v + 1;
            if (other.s + needed > back && other.rear() - 0.1 < front && !closure.pieces.contains(other)) return;
        }
        link.insert(piece);
        closure.pieces.add(piece);
        if (closure.pieces.size() == 1) write(closure, GroundTruth.Kind.LANE_CLOSED, at);
    }

    private void write(Closure closure, GroundTruth.Kind kind, Instant at) {
        SimulationSettings.Roadworks works = closure.works;
        truth.write(
                at,
                kind,
                "link",
                works.link(),
                "lane",
                works.lane(),
                "fromM",
                works.fromM(),
                "toM",
                works.toM(),
                "byHand",
                closure.byHand);
    }
}
