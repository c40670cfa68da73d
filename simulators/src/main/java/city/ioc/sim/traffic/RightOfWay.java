package city.ioc.sim.traffic;

import city.ioc.contracts.street.Turn;

/**
 * Where a vehicle has to wait: at the stop line, before a way that others are on, for oncoming traffic (gap acceptance), for
 * pedestrians, before an exit that is full. After {@link #judge}, {@code soft} is where it brakes for and {@code hard} what it
 * must not pass, metres ahead of its front.
 */
final class RightOfWay {
    private static final double COMFORTABLE = 2.8;
    private static final double FIRM = 5.0;
    private static final double EMERGENCY = 7.0;
    /** Who needs longer than this to the stop line will be late. */
    private static final double LATE_AT_AMBER_S = 2.2;

    private static final double LOOK_FOR_ONCOMING_M = 60;
    /**
     * A vehicle that has stood inside a junction for so long takes no notice of conflicting ways any more: longer than any red
     * light, so it is stuck, and no gridlock shall last for ever.
     */
    private static final double PATIENCE_S = 180;

    double soft;
    double hard;

    private final Signals signals;
    private final Crossings crossings;

    RightOfWay(Signals signals, Crossings crossings) {
        this.signals = signals;
        this.crossings = crossings;
    }

    void judge(Vehicle me) {
        soft = me.stopAt - me.s;
        hard = Double.POSITIVE_INFINITY;
        double horizon = me.v * me.v / 3 + me.v + 8;
        if (me.strip instanceof Connector way) {
            checkConflicts(me, way, -me.s, horizon, false);
            checkPedestrians(me, way, way.length - me.s, horizon);
            return;
        }
        Connector next = me.next;
        double rest = me.strip.length - me.s;
        if (next == null || rest > horizon) return;
        boolean offends = false;
        switch (signals.of(next)) {
            case GO, FREE -> {}
            case AMBER -> {
                if (stopsAtAmber(me, next, rest)) stop(rest, rest);
            }
            case STOP -> {
                if (me.runsRed) offends = true;
                else if (me.v < 3 || me.v * me.v / (2 * Math.max(rest, 0.1)) <= EMERGENCY) stop(rest, rest - 0.2);
            }
        }
        if (!next.fitsExit(me.y, me.width)) stop(rest, rest - 0.2);
        if (exitIsFull(me, next)) stop(rest, rest - 0.2);
        checkConflicts(me, next, rest, horizon, offends);
        checkPedestrians(me, next, rest + next.length, horizon);
    }

    /** It stops when that is comfortable, or when it would not get there in time. */
    private static boolean stopsAtAmber(Vehicle me, Connector next, double rest) {
        double braking = me.v * me.v / (2 * Math.max(rest - 0.5, 0.1));
        double mean = (me.v + Math.min(me.v, next.speedLimit)) / 2;
        return braking <= COMFORTABLE || (braking <= FIRM && rest / Math.max(mean, 0.1) > LATE_AT_AMBER_S);
    }

    private void stop(double brakeFor, double notBeyond) {
        soft = Math.min(soft, brakeFor - 0.3);
        hard = Math.min(hard, Math.max(0, notBeyond));
    }

    private void checkConflicts(Vehicle me, Connector way, double offset, double horizon, boolean offends) {
        if (me.waitedS > PATIENCE_S && offset <= 0) return;
        boolean free = signals.of(way) == Signals.Permission.FREE;
        for (int i = 0; i < way.conflicts.size(); i++) {
            Connector.Conflict conflict = way.conflicts.get(i);
            double distance = offset + conflict.begin();
            if (distance < 0 || distance > horizon) continue;
            if (isOccupied(conflict)) {
                stop(distance - 0.3, distance - 0.4);
                continue;
            }
            boolean yields = conflict.yields() || offends || (free && rank(way.from) < rank(conflict.other().from));
            boolean canStop = me.v * me.v / (2 * Math.max(distance, 0.1)) <= 4;
            if (yields && canStop && isApproached(me, conflict)) stop(distance - 0.3, distance - 0.4);
        }
    }

    private void checkPedestrians(Vehicle me, Connector way, double toExit, double horizon) {
        if (way.turn == Turn.THROUGH) return;
        double distance = toExit - Crossings.BEFORE_EXIT_M;
        if (distance < 0 || distance > horizon || !crossings.isOccupied(way.to)) return;
        if (me.v * me.v / (2 * Math.max(distance, 0.1)) <= EMERGENCY) stop(distance - 0.3, distance - 0.2);
    }

    private static boolean isOccupied(Connector.Conflict conflict) {
        Connector other = conflict.other();
        for (int j = 0; j < other.count; j++) {
            Vehicle vehicle = other.vehicles[j];
            if (vehicle.s > conflict.otherBegin() && vehicle.rear() < conflict.otherEnd()) return true;
        }
        LinkStrip to = other.to;
        for (int j = to.count - 1; j >= 0; j--) { // those that have left it with their fronts only
            Vehicle vehicle = to.vehicles[j];
            if (vehicle.s > VehicleType.LONGEST_M) break;
            if (vehicle.cameBy == other && other.length + vehicle.rear() < conflict.otherEnd()) return true;
        }
        return false;
    }

    private boolean isApproached(Vehicle me, Connector.Conflict conflict) {
        double gapS = me.type.criticalGapS() * Math.max(0.6, 1 - me.waitedS / 60);
        Connector other = conflict.other();
        for (int j = 0; j < other.count; j++) {
            Vehicle vehicle = other.vehicles[j];
            double distance = conflict.otherBegin() - vehicle.s;
            if (distance >= 0 && vehicle.v > 0.5 && distance / Math.max(vehicle.v, 2) < gapS) return true;
        }
        Signals.Permission permission = signals.of(other);
        if (permission == Signals.Permission.STOP) return false;
        LinkStrip link = other.from;
        for (int j = 0; j < link.count; j++) {
            Vehicle vehicle = link.vehicles[j];
            double distance = link.length - vehicle.s + conflict.otherBegin();
            if (distance > LOOK_FOR_ONCOMING_M) return false;
            if (vehicle.next != other || vehicle.v < 0.5) continue;
            if (distance / Math.max(vehicle.v, 2) < gapS) return true;
        }
        return false;
    }

    /** Whether it would come to stand inside the junction because the exit is full where it would ride. */
    private static boolean exitIsFull(Vehicle me, Connector way) {
        double low = me.lowY() - 0.1;
        double high = me.highY() + 0.1;
        double needed = me.length + 1.5;
        for (int j = 0; j < way.count; j++) {
            Vehicle vehicle = way.vehicles[j];
            if (vehicle.lowY() < high && vehicle.highY() > low) needed += vehicle.length + 1;
        }
        LinkStrip to = way.to;
        for (int j = to.count - 1; j >= 0; j--) {
            Vehicle vehicle = to.vehicles[j];
            if (vehicle.s - VehicleType.LONGEST_M > needed) return false;
            if (vehicle.v > 1.5 || vehicle.rear() > needed) continue;
            if (vehicle.lowY() - way.shift < high && vehicle.highY() - way.shift > low) return true;
        }
        return false;
    }

    /** Where nobody directs, the wider and faster street goes first. */
    private static double rank(LinkStrip link) {
        return link.lanes() * 100 + link.speedLimit;
    }
}
