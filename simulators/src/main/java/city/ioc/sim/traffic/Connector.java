package city.ioc.sim.traffic;

import city.ioc.contracts.street.Turn;
import java.util.ArrayList;
import java.util.List;

/**
 * The way of one movement through a junction, from a stop line to the link it leaves by. Vehicles keep their lateral place on
 * it: left turns keep their distance from the axis, the others from the kerb.
 */
final class Connector extends Strip {
    final LinkStrip from;
    final LinkStrip to;
    final Turn turn;
    final boolean permissive;
    /** Indices of the signal groups that release it; empty where there are no signals. */
    final int[] groups;
    /** Added to y on leaving. */
    final double shift;
    /** The lateral band from which it can be entered. */
    final double lowY;

    final double highY;
    final List<Conflict> conflicts = new ArrayList<>();
    /** For every connector of the same link: rears before this distance are still in the way. */
    double[] divergesAt = {};

    private final Pose start;
    private final Pose end;
    private final double controlEast;
    private final double controlNorth;

    /** Where another connector crosses this one: from {@code begin} to {@code end} here, there from {@code otherBegin}. */
    record Conflict(Connector other, double begin, double end, double otherBegin, double otherEnd, boolean yields) {}

    private record Geometry(Pose start, Pose end, double controlEast, double controlNorth, double length) {}

    static Connector between(int index, LinkStrip from, LinkStrip to, Turn turn, boolean permissive, int[] groups) {
        double shift = turn == Turn.LEFT || turn == Turn.U_TURN ? 0 : to.width - from.width;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int lane = 1; lane <= from.lanes(); lane++) {
            if (!from.lane(lane).turns().contains(turn)) continue;
            low = Math.min(low, from.laneLow[lane]);
            high = Math.max(high, from.laneHigh[lane]);
        }
        low = Math.max(low, -shift);
        high = Math.min(high, to.width - shift);
        double middle = (low + high) / 2;
        Pose a = from.pose(from.length, middle);
        Pose b = to.pose(0, middle + shift);
        Geometry geometry = bend(a, b, turn);
        return new Connector(index, from, to, turn, permissive, groups, shift, low, high, geometry);
    }

    private Connector(
            int index,
            LinkStrip from,
            LinkStrip to,
            Turn turn,
            boolean permissive,
            int[] groups,
            double shift,
            double lowY,
            double highY,
            Geometry geometry) {
        super(index, geometry.length(), from.width, turningSpeed(turn, from.speedLimit));
        this.from = from;
        this.to = to;
        this.turn = turn;
        this.permissive = permissive;
        this.groups = groups;
        this.shift = shift;
        this.lowY = lowY;
        this.highY = highY;
        this.start = geometry.start();
        this.end = geometry.end();
        this.controlEast = geometry.controlEast();
        this.controlNorth = geometry.controlNorth();
    }

    /** Whether a vehicle of that width fits through at that lateral place. */
    boolean admits(double y, double width) {
        return y - width / 2 >= lowY - 0.2 && y + width / 2 <= highY + 0.2 && fitsExit(y, width);
    }

    /** Whether a vehicle of that width would come out on the exit's carriageway. */
    boolean fitsExit(double y, double width) {
        return y + shift - width / 2 >= 0 && y + shift + width / 2 <= to.width;
    }

    /** How far a lateral place lies outside the band. */
    double outsideBand(double y) {
        return Math.max(0, Math.max(lowY - y, y - highY));
    }

    @Override
    Pose pose(double s, double y) {
        double middle = (lowY + highY) / 2;
        double t = Math.max(0, Math.min(1, s / length));
        double e = bezier(start.east(), controlEast, end.east(), t);
        double n = bezier(start.north(), controlNorth, end.north(), t);
        double de = slope(start.east(), controlEast, end.east(), t);
        double dn = slope(start.north(), controlNorth, end.north(), t);
        double norm = Math.hypot(de, dn);
        double off = y - middle;
        double over = s - t * length; // before the stop line or beyond the end: straight on
        return new Pose(
                e + dn / norm * off + de / norm * over, n - de / norm * off + dn / norm * over, Math.atan2(de, dn));
    }

    private static Geometry bend(Pose a, Pose b, Turn turn) {
        double ce = (a.east() + b.east()) / 2;
        double cn = (a.north() + b.north()) / 2;
        double cross = Math.sin(b.heading() - a.heading());
        if (turn != Turn.THROUGH && Math.abs(cross) > 0.2) { // where the two directions meet
            double de = b.east() - a.east();
            double dn = b.north() - a.north();
            double along = (de * Math.cos(b.heading()) - dn * Math.sin(b.heading())) / -cross;
            ce = a.east() + along * Math.sin(a.heading());
            cn = a.north() + along * Math.cos(a.heading());
        }
        double length = 0;
        double e0 = a.east();
        double n0 = a.north();
        for (int i = 1; i <= 40; i++) {
            double e = bezier(a.east(), ce, b.east(), i / 40.0);
            double n = bezier(a.north(), cn, b.north(), i / 40.0);
            length += Math.hypot(e - e0, n - n0);
            e0 = e;
            n0 = n;
        }
        return new Geometry(a, b, ce, cn, length);
    }

    private static double turningSpeed(Turn turn, double limit) {
        return switch (turn) {
            case THROUGH -> limit;
            case LEFT -> Math.min(limit, 6.5);
            case RIGHT -> Math.min(limit, 5.5);
            case U_TURN -> Math.min(limit, 4);
        };
    }

    private static double bezier(double a, double c, double b, double t) {
        return (1 - t) * (1 - t) * a + 2 * t * (1 - t) * c + t * t * b;
    }

    private static double slope(double a, double c, double b, double t) {
        return 2 * (1 - t) * (c - a) + 2 * t * (b - c);
    }
}
