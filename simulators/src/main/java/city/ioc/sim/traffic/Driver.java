package city.ioc.sim.traffic;

import java.time.Instant;
import java.util.Arrays;

/** Moves every vehicle by one step: looks, chooses its lateral place, follows, waits, and passes from strip to strip. */
final class Driver {
    private static final double HARDEST_BRAKING = 9;
    private static final double TURN_SETTLED_M = 25;

    private final StreetNetwork network;
    private final Signals signals;
    private final RightOfWay rightOfWay;
    private final Demand demand;
    private final Mishaps mishaps;
    private final StopLines stopLines;
    private final Loops loops;
    private final LostTime lost;
    private final Surroundings around = new Surroundings();
    private final Lateral lateral = new Lateral(around);
    private Vehicle[] scratch = new Vehicle[64];
    private long left;

    Driver(
            StreetNetwork network,
            Signals signals,
            Crossings crossings,
            Demand demand,
            Mishaps mishaps,
            StopLines stopLines,
            Loops loops,
            LostTime lost) {
        this.network = network;
        this.signals = signals;
        this.rightOfWay = new RightOfWay(signals, crossings);
        this.demand = demand;
        this.mishaps = mishaps;
        this.stopLines = stopLines;
        this.loops = loops;
        this.lost = lost;
    }

    /** Moves all from time {@code t} to {@code t + dt}. */
    void step(long step, double t, double dt, Instant at) {
        for (Strip strip : network.strips) {
            int n = strip.count;
            if (n == 0) continue;
            if (scratch.length < n) scratch = new Vehicle[2 * n];
            System.arraycopy(strip.vehicles, 0, scratch, 0, n);
            int position = 0;
            for (int i = 0; i < n; i++) {
                Vehicle vehicle = scratch[i];
                if (vehicle.movedAtStep == step || vehicle.isRoadworks()) {
                    position++;
                    continue;
                }
                vehicle.movedAtStep = step;
                drive(vehicle, position, step, t, dt, at);
                if (position < strip.count && strip.vehicles[position] == vehicle) position++;
            }
            Arrays.fill(scratch, 0, n, null);
        }
        for (Strip strip : network.strips) strip.sort();
    }

    /** Vehicles that have left the city. */
    long left() {
        return left;
    }

    private void drive(Vehicle me, int position, long step, double t, double dt, Instant at) {
        if (me.stands()) {
            mishaps.follow(me, t + dt, at);
            return;
        }
        around.look(me, position);
        lateral.move(me, position, step, dt);
        if (me.strip instanceof LinkStrip link && link.length - me.s < TURN_SETTLED_M) Demand.settleTurn(me, link);
        rightOfWay.judge(me);

        double desired = desiredSpeed(me);
        double a = around.acceleration(me, me.y, desired);
        if (rightOfWay.soft < Double.POSITIVE_INFINITY)
            a = Math.min(a, me.type.follow(me.v, desired, rightOfWay.soft + me.type.gapM(), 0));
        a = Math.max(a, -HARDEST_BRAKING);
        double v = me.v + a * dt;
        double distance = v >= 0 ? (me.v + v) / 2 * dt : me.v * me.v / (-2 * a);
        v = Math.max(0, v);
        double room = Math.max(0, Math.min(around.room(me), rightOfWay.hard));
        if (distance > room) {
            distance = room;
            v = Math.min(v, distance / dt);
        }
        me.waitedS = v < 0.5 ? me.waitedS + dt : v > 2 ? 0 : me.waitedS;
        me.v = v;
        if (me.mishap == null) lost.rode(distance, me.desiredSpeed(), dt);
        advance(me, distance, t, dt);
        if (me.mishap != null) mishaps.follow(me, t + dt, at);
    }

    /** The desired speed, lower before a bend. */
    private static double desiredSpeed(Vehicle me) {
        double desired = me.desiredSpeed();
        Connector next = me.next;
        if (next == null || !(me.strip instanceof LinkStrip link)) return desired;
        double turning = next.speedLimit * me.speedFactor;
        double rest = Math.max(0, link.length - me.s);
        return Math.min(desired, Math.sqrt(turning * turning + 3 * rest));
    }

    private void advance(Vehicle me, double distance, double t, double dt) {
        double before = me.s;
        me.s += distance;
        if (me.strip instanceof LinkStrip link) {
            loops.moved(me, before, me.s, t, t + dt);
            if (me.s < link.length) return;
            link.remove(me);
            Connector next = me.next;
            if (next == null) {
                left++;
                me.hasLeft = true;
                return;
            }
            double share = distance > 0 ? (link.length - before) / distance : 1;
            stopLines.passed(me, link, next, t + dt * share, signals);
            me.s -= link.length;
            me.strip = next;
            next.insert(me);
        } else if (me.strip instanceof Connector way) {
            loops.moved(me, before + way.from.length, me.s + way.from.length, t, t + dt);
            if (me.passedAtRed) stopLines.followed(me, way, t + dt, signals);
            if (me.s < way.length) return;
            way.remove(me);
            loops.release(me, t + dt);
            me.s -= way.length;
            me.y += way.shift;
            me.cameBy = way;
            me.waitedS = 0;
            demand.enterLink(me, way.to, t + dt);
            way.to.insert(me);
        }
    }
}
