package city.ioc.sim.bench.vision;

import city.ioc.sim.camera.RoadUser;
import city.ioc.sim.camera.body.Kind;
import city.ioc.sim.traffic.Carriageway;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whose front has truly passed the stop line of a carriageway, and when: each vehicle once, in order. Not thread-safe. */
final class TruePassages {
    /** Vehicles farther from the line are on other roads. */
    private static final double NEAR_M = 30;

    private final Carriageway.Place inner;
    private final double lineE;
    private final double lineN;
    private final double length;
    private final double ahead;
    private final Map<Long, Side> sides = new HashMap<>();
    private final Set<Long> done = new HashSet<>();
    private final List<Passage> passages = new ArrayList<>();

    private record Side(Instant at, double beyondM) {}

    record Passage(long vehicle, Instant at) {}

    TruePassages(Carriageway road) {
        inner = road.at(road.lengthM(), 0);
        Carriageway.Place outer = road.at(road.lengthM(), road.widthM());
        Carriageway.Place beyond = road.at(road.lengthM() + 3, road.widthM() / 2);
        lineE = outer.east() - inner.east();
        lineN = outer.north() - inner.north();
        length = Math.hypot(lineE, lineN);
        ahead = Math.signum(side(beyond.east(), beyond.north()));
    }

    private double side(double east, double north) {
        return (lineE * (north - inner.north()) - lineN * (east - inner.east())) / length;
    }

    /** Where everybody is now. */
    void see(Instant at, List<RoadUser> users) {
        Map<Long, Side> now = new HashMap<>();
        for (RoadUser user : users) {
            if (user.kind() == Kind.PEDESTRIAN) continue;
            double across = ((user.east() - inner.east()) * lineE + (user.north() - inner.north()) * lineN) / length;
            double beyond = side(user.east(), user.north()) * ahead;
            if (across < 0 || across > length || Math.abs(beyond) > NEAR_M) continue;
            now.put(user.id(), new Side(at, beyond));
            Side before = sides.get(user.id());
            if (before == null || before.beyondM() > 0 || beyond <= 0 || !done.add(user.id())) continue;
            double share = -before.beyondM() / (beyond - before.beyondM());
            Instant passed = before.at()
                    .plusNanos((long) (share * Duration.between(before.at(), at).toNanos()));
            passages.add(new Passage(user.id(), passed));
        }
        sides.clear();
        sides.putAll(now);
    }

    List<Passage> passages() {
        return List.copyOf(passages);
    }
}
