package city.ioc.sim.camera.scenery;

import city.ioc.contracts.street.Lane;
import city.ioc.contracts.street.Turn;
import city.ioc.sim.camera.scenery.Scenery.Patch;
import city.ioc.sim.traffic.Carriageway;
import java.util.ArrayList;
import java.util.List;

/** Paints what is painted on a carriageway, with the measures of QCVN 41:2024/BGTVT as far as they can be seen. */
final class Markings {
    private static final int WHITE = 0xcfcfc9;
    private static final int YELLOW = 0xc79a2e;
    private static final double STOP_LINE_M = 0.4;
    private static final double SOLID_BEFORE_STOP_LINE_M = 18;
    private static final double ARROW_BEFORE_STOP_LINE_M = 9;

    private final List<Patch> ground;

    Markings(List<Patch> ground) {
        this.ground = ground;
    }

    void paint(Carriageway road, boolean signals, boolean crossing) {
        double end = road.lengthM();
        strip(road, 0.06, 0.2, 0, end, YELLOW);
        strip(road, road.widthM() - 0.02, road.widthM() + 0.1, 0, end, WHITE);
        for (Lane lane : road.link().lanes()) {
            double edge = road.innerEdgeM(lane.number());
            if (edge < 0.1) continue;
            double solid = signals ? Math.max(0, end - SOLID_BEFORE_STOP_LINE_M) : end;
            for (double s = 0; s + 2 < solid; s += 6) strip(road, edge - 0.06, edge + 0.06, s, s + 2, WHITE);
            if (signals) strip(road, edge - 0.06, edge + 0.06, solid, end, WHITE);
        }
        if (!signals) return;
        strip(road, 0.15, road.widthM(), end - STOP_LINE_M, end, WHITE);
        for (Lane lane : road.link().lanes()) {
            double middle = (road.innerEdgeM(lane.number()) + road.outerEdgeM(lane.number())) / 2;
            if (end > 30) arrows(road, lane, middle, end - ARROW_BEFORE_STOP_LINE_M);
        }
        if (crossing) zebra(road, end + 0.9, end + 3.9);
    }

    /** Bars along the direction of travel, from kerb to axis; the other direction's are painted with its own carriageway. */
    void zebra(Carriageway road, double from, double to) {
        for (double y = 0.2; y + 0.4 < road.widthM() + 0.7; y += 0.95) strip(road, y, y + 0.45, from, to, WHITE);
    }

    private void arrows(Carriageway road, Lane lane, double middle, double foot) {
        strip(road, middle - 0.08, middle + 0.08, foot, foot + 2.4, WHITE);
        if (lane.turns().contains(Turn.THROUGH))
            area(road, WHITE, new double[][] {
                {foot + 2.3, middle - 0.28}, {foot + 3.5, middle}, {foot + 2.3, middle + 0.28}
            });
        if (lane.turns().contains(Turn.LEFT)) bent(road, middle, foot + 1.3, -1);
        if (lane.turns().contains(Turn.RIGHT)) bent(road, middle, foot + 1.3, 1);
    }

    private void bent(Carriageway road, double middle, double at, int side) {
        area(road, WHITE, new double[][] {
            {at, middle}, {at + 0.7, middle + side * 0.3}, {at + 0.9, middle + side * 0.3}, {at + 0.35, middle}
        });
        area(road, WHITE, new double[][] {
            {at + 0.25, middle + side * 0.28}, {at + 1.0, middle + side * 0.75}, {at + 1.35, middle + side * 0.28}
        });
    }

    void strip(Carriageway road, double y0, double y1, double s0, double s1, int rgb) {
        ground.add(new Patch(ring(road, y0, y1, s0, s1), rgb));
    }

    /** A stretch of the road between two distances from its axis, as a ring. */
    static double[][] ring(Carriageway road, double y0, double y1, double s0, double s1) {
        int steps = Math.max(1, (int) Math.ceil((s1 - s0) / 12));
        List<double[]> ring = new ArrayList<>();
        for (int i = 0; i <= steps; i++) ring.add(point(road, s0 + (s1 - s0) * i / steps, y0));
        for (int i = steps; i >= 0; i--) ring.add(point(road, s0 + (s1 - s0) * i / steps, y1));
        return ring.toArray(double[][]::new);
    }

    private void area(Carriageway road, int rgb, double[][] placesAlongAndRight) {
        double[][] ring = new double[placesAlongAndRight.length][];
        for (int i = 0; i < ring.length; i++)
            ring[i] = point(road, placesAlongAndRight[i][0], placesAlongAndRight[i][1]);
        ground.add(new Patch(ring, rgb));
    }

    static double[] point(Carriageway road, double along, double right) {
        Carriageway.Place place = road.at(along, right);
        return new double[] {place.east(), place.north()};
    }
}
