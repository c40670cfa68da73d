package city.ioc.sim.bench.vision;

import city.ioc.edge.vision.count.CountLine;
import city.ioc.sim.camera.RoadUser;
import city.ioc.sim.camera.body.Kind;
import city.ioc.sim.camera.draw.Projection;
import city.ioc.sim.traffic.Carriageway;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A line painted across a carriageway, and who has truly crossed it: whose middle was on one side and is on the other, each once. Not
 * thread-safe.
 */
final class GroundLine {
    /** The middle of a two-wheeler lies so far behind its front. */
    private static final double HALF_TWO_WHEELER_M = 0.95;

    private static final double HALF_CAR_M = 2.2;

    private final Carriageway.Place inner;
    private final Carriageway.Place outer;
    private final CountLine inPicture;
    private final Map<Long, Double> sides = new HashMap<>();
    private final Set<Long> crossed = new HashSet<>();
    private int twoWheelers;

    /** @param alongM from the stop line, negative before it */
    GroundLine(Carriageway road, Projection projection, double alongM) {
        inner = road.at(road.lengthM() + alongM, 0);
        outer = road.at(road.lengthM() + alongM, road.widthM());
        Projection.Pixel a = projection.pixel(inner.east(), inner.north(), 0).orElseThrow();
        Projection.Pixel b = projection.pixel(outer.east(), outer.north(), 0).orElseThrow();
        Carriageway.Place ahead = road.at(road.lengthM() + alongM + 3, road.widthM() / 2);
        Projection.Pixel beyond =
                projection.pixel(ahead.east(), ahead.north(), 0).orElseThrow();
        boolean forward = (b.x() - a.x()) * (beyond.y() - a.y()) - (b.y() - a.y()) * (beyond.x() - a.x()) > 0;
        inPicture = forward ? new CountLine(a.x(), a.y(), b.x(), b.y()) : new CountLine(b.x(), b.y(), a.x(), a.y());
    }

    /** The same line in the picture; the street's traffic crosses it forward. */
    CountLine inPicture() {
        return inPicture;
    }

    /** Where everybody is now. */
    void see(List<RoadUser> users) {
        Map<Long, Double> now = new HashMap<>();
        for (RoadUser user : users) {
            double half = half(user.kind());
            double heading = Math.toRadians(user.headingDeg());
            double east = user.east() - half * Math.sin(heading) - inner.east();
            double north = user.north() - half * Math.cos(heading) - inner.north();
            double lineE = outer.east() - inner.east();
            double lineN = outer.north() - inner.north();
            double length = Math.hypot(lineE, lineN);
            double along = (east * lineE + north * lineN) / (length * length);
            if (along < 0 || along > 1) continue;
            double side = (lineE * north - lineN * east) / length;
            if (Math.abs(side) > 30) continue;
            now.put(user.id(), side);
            Double before = sides.get(user.id());
            if (before != null && before > 0 != side > 0 && crossed.add(user.id()) && isTwoWheeler(user.kind()))
                twoWheelers++;
        }
        sides.clear();
        sides.putAll(now);
    }

    private static double half(Kind kind) {
        return isTwoWheeler(kind) ? HALF_TWO_WHEELER_M : kind == Kind.PEDESTRIAN ? 0 : HALF_CAR_M;
    }

    private static boolean isTwoWheeler(Kind kind) {
        return kind == Kind.MOTORCYCLE || kind == Kind.BICYCLE;
    }

    int crossed() {
        return crossed.size();
    }

    int twoWheelers() {
        return twoWheelers;
    }
}
