package city.ioc.sim.traffic;

import city.ioc.contracts.street.Turn;
import java.util.List;

/** Finds where connectors conflict, from the bands that they sweep. */
final class Conflicting {
    /** Centres of vehicles nearer than this would touch. */
    private static final double NEAR_M = 2.0;

    private static final double GRID_M = 1.0;
    /** Lateral distance from which vehicles that part ways are clear of one another. */
    private static final double CLEAR_M = 2.3;

    private Conflicting() {}

    static void connect(List<Connector> connectors) {
        for (Connector a : connectors) {
            a.divergesAt = a.from.connectors.stream()
                    .mapToDouble(b -> a == b ? Double.POSITIVE_INFINITY : divergence(a, b))
                    .toArray();
            for (Connector b : connectors) {
                if (a.from == b.from || !a.from.link.to().equals(b.from.link.to()) || passInFront(a, b)) continue;
                cross(a, b);
            }
        }
    }

    /** Opposing left turns pass in front of one another and do not meet. */
    private static boolean passInFront(Connector a, Connector b) {
        return a.turn == Turn.LEFT && b.turn == Turn.LEFT && opposing(a, b);
    }

    private static boolean opposing(Connector a, Connector b) {
        double angle = a.from.pose(a.from.length, 0).heading()
                - b.from.pose(b.from.length, 0).heading();
        return Math.cos(angle) < -0.7;
    }

    private static void cross(Connector a, Connector b) {
        double begin = Double.POSITIVE_INFINITY;
        double end = Double.NEGATIVE_INFINITY;
        double otherBegin = Double.POSITIVE_INFINITY;
        double otherEnd = Double.NEGATIVE_INFINITY;
        Strip.Pose[][] grid = grid(b);
        for (double s = 0; s <= a.length; s += GRID_M) {
            for (double y = a.lowY + 0.4; y <= a.highY - 0.3; y += GRID_M) {
                Strip.Pose p = a.pose(s, y);
                for (int i = 0; i < grid.length; i++) {
                    for (Strip.Pose q : grid[i]) {
                        double de = p.east() - q.east();
                        double dn = p.north() - q.north();
                        if (de * de + dn * dn > NEAR_M * NEAR_M) continue;
                        begin = Math.min(begin, s);
                        end = Math.max(end, s + GRID_M);
                        otherBegin = Math.min(otherBegin, i * GRID_M);
                        otherEnd = Math.max(otherEnd, (i + 1) * GRID_M);
                    }
                }
            }
        }
        if (begin > end) return;
        boolean yields = a.permissive && !b.permissive && opposing(a, b);
        a.conflicts.add(new Connector.Conflict(b, begin, end, otherBegin, otherEnd, yields));
    }

    private static Strip.Pose[][] grid(Connector b) {
        int rows = (int) (b.length / GRID_M) + 1;
        int columns = Math.max(1, (int) ((b.highY - b.lowY - 0.7) / GRID_M) + 1);
        Strip.Pose[][] grid = new Strip.Pose[rows][columns];
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < columns; j++) grid[i][j] = b.pose(i * GRID_M, b.lowY + 0.4 + j * GRID_M);
        return grid;
    }

    private static double divergence(Connector a, Connector b) {
        double y = (a.lowY + a.highY) / 2;
        double reach = Math.min(a.length, b.length);
        for (double s = 0; s < reach; s += 0.5) {
            Strip.Pose p = a.pose(s, y);
            Strip.Pose q = b.pose(s, y);
            if (Math.hypot(p.east() - q.east(), p.north() - q.north()) > CLEAR_M) return s;
        }
        return reach;
    }
}
