package city.ioc.sim.traffic;

/**
 * The vehicles beside and before one vehicle, in its own lateral frame, across the stop line and the junction. Filled anew for
 * every vehicle; one instance per simulation.
 */
final class Surroundings {
    private static final int MAX = 160;
    /** Boxes this near count as touching. */
    private static final double TOUCH_M = 0.04;

    final double[] gap = new double[MAX];
    final double[] speed = new double[MAX];
    final double[] low = new double[MAX];
    final double[] high = new double[MAX];
    final double[] side = new double[MAX];
    final boolean[] standing = new boolean[MAX];
    int count;
    private double reach;

    void look(Vehicle me, int position) {
        count = 0;
        reach = Math.min(70, 16 + 3.5 * me.v);
        Strip strip = me.strip;
        for (int j = position - 1; j >= 0; j--) {
            Vehicle other = strip.vehicles[j];
            if (other.s - VehicleType.LONGEST_M - me.s > reach) break;
            add(other, other.rear() - me.s, 0);
        }
        Connector next = me.next;
        if (strip instanceof Connector own) {
            for (int k = 0; k < own.from.connectors.size(); k++) {
                Connector sibling = own.from.connectors.get(k);
                if (sibling == own) continue;
                for (int j = 0; j < sibling.count; j++) {
                    Vehicle other = sibling.vehicles[j];
                    double rear = other.rear();
                    if (rear <= own.divergesAt[k] && rear >= me.s - 0.3) add(other, rear - me.s, 0);
                }
            }
            beyond(own, own.length - me.s);
        } else if (next != null) {
            double rest = strip.length - me.s;
            if (rest >= reach) return;
            for (int k = 0; k < next.from.connectors.size(); k++) {
                Connector way = next.from.connectors.get(k);
                for (int j = way.count - 1; j >= 0; j--) {
                    Vehicle other = way.vehicles[j];
                    if (way != next && other.rear() > next.divergesAt[k]) continue;
                    add(other, rest + other.rear(), 0);
                }
            }
            beyond(next, rest + next.length);
        }
    }

    private void beyond(Connector way, double rest) {
        if (rest >= reach) return;
        LinkStrip to = way.to;
        for (int j = to.count - 1; j >= 0; j--) {
            Vehicle other = to.vehicles[j];
            if (rest + other.s - VehicleType.LONGEST_M > reach) break;
            add(other, rest + other.rear(), -way.shift);
        }
    }

    private void add(Vehicle other, double distance, double shift) {
        if (distance > reach || count == MAX) return;
        gap[count] = distance;
        speed[count] = other.v;
        low[count] = other.lowY() + shift;
        high[count] = other.highY() + shift;
        side[count] = other.type.sideGapM();
        standing[count] = other.stands();
        count++;
    }

    /** Acceleration at a lateral place, because of those ahead. */
    double acceleration(Vehicle me, double y, double desired) {
        double lowest = me.type.free(me.v, desired);
        double half = me.width / 2;
        for (int k = 0; k < count; k++) {
            if (gap[k] < -1) continue;
            double margin = (me.type.sideGapM() + side[k]) / 2;
            if (low[k] - margin >= y + half || high[k] + margin <= y - half) {
                // Riding past, no more than 4.5 m/s faster than those close beside.
                boolean close = low[k] - 0.5 < y + half && high[k] + 0.5 > y - half;
                if (close && gap[k] < 6 && me.v > speed[k] + 4.5) lowest = Math.min(lowest, -1.5);
                continue;
            }
            boolean touching = low[k] - TOUCH_M < y + half && high[k] + TOUCH_M > y - half;
            if (gap[k] <= 0 && !touching) continue;
            lowest = Math.min(lowest, me.type.follow(me.v, desired, gap[k], speed[k]));
        }
        return lowest;
    }

    /** How far it can go without touching anyone. */
    double room(Vehicle me) {
        double room = Double.POSITIVE_INFINITY;
        for (int k = 0; k < count; k++) {
            if (low[k] - TOUCH_M < me.highY() && high[k] + TOUCH_M > me.lowY())
                room = Math.min(room, Math.max(0, gap[k] - 0.05));
        }
        return room;
    }

    /** Whether it can move sideways without touching anyone beside, and without cutting in on those behind. */
    boolean sideIsFree(Vehicle me, int position, double y, double safetyS) {
        double half = me.width / 2 + 0.06;
        double from = Math.min(me.y, y) - half;
        double to = Math.max(me.y, y) + half;
        for (int k = 0; k < count; k++) if (gap[k] < 0.15 && low[k] < to && high[k] > from) return false;
        Strip strip = me.strip;
        double rear = me.rear();
        for (int j = position + 1; j < strip.count; j++) {
            Vehicle other = strip.vehicles[j];
            double behind = rear - other.s;
            if (behind > 15) break;
            if (other.lowY() >= to || other.highY() <= from) continue;
            if (behind < 0.15 + Math.max(0, (other.v - me.v) * safetyS)) return false;
        }
        return true;
    }
}
