package city.ioc.sim.traffic;

/**
 * Where on the carriageway a vehicle wants to ride. Two-wheelers weigh places a step to either side at any point of the
 * carriageway (after the sublane idea of Semrau and Erdmann, SUMO 2016, and Kanagaraj and Treiber, Self-driven particle model
 * for mixed traffic, 2018), so that they ride abreast and filter between the queues; the others weigh the lanes beside theirs.
 * A place is taken when it promises more acceleration by a threshold and cuts in on nobody: the incentive and safety criteria
 * of MOBIL (Kesting, Treiber, Helbing, General lane-changing model MOBIL, TRR 1999, 2007).
 */
final class Lateral {
    private static final double[] STEPS_M = {0.35, 0.8, 1.4};
    private static final double THRESHOLD = 0.2;
    private static final double TURN_BAND_FROM_M = 140;
    private static final double KERB_M = 0.1;

    private final Surroundings around;
    private double bestUtility;
    private double bestY;

    Lateral(Surroundings around) {
        this.around = around;
    }

    /** Chooses a new target now and then, and moves towards it where the side is free. */
    void move(Vehicle me, int position, long step, double dt) {
        if (!(me.strip instanceof LinkStrip link) || me.rear() < 0 || me.stands()) return;
        boolean halting = me.hindrance != Vehicle.Hindrance.NONE;
        if (halting) me.targetY = link.width - me.width / 2 - KERB_M;
        else if ((step + me.id) % (me.type.isTwoWheeler() ? 3 : 5) == 0) choose(me, position, link);
        double off = me.targetY - me.y;
        if (Math.abs(off) < 0.02) return;
        double creep = me.type.isTwoWheeler() ? 0.2 + 0.45 * me.v : 0.35 * me.v;
        double most = Math.min(me.type.lateralSpeed(), creep) * dt;
        double to = me.y + Math.max(-most, Math.min(most, off));
        if (around.sideIsFree(me, position, to, 0.4)) me.y = to;
    }

    private void choose(Vehicle me, int position, LinkStrip link) {
        bestUtility = utility(me, link, me.y) + THRESHOLD;
        bestY = me.type.isTwoWheeler() ? me.y : me.targetY;
        if (me.type.isTwoWheeler()) {
            for (double step : STEPS_M) {
                weigh(me, position, link, me.y - step);
                weigh(me, position, link, me.y + step);
            }
        } else {
            int lane = link.laneAt(me.y);
            bestUtility -= 0.15; // back into the lane's middle for little
            weigh(me, position, link, link.laneCentre(lane));
            bestUtility += 0.15;
            if (lane > 1) weigh(me, position, link, link.laneCentre(lane - 1));
            if (lane < link.lanes()) weigh(me, position, link, link.laneCentre(lane + 1));
            double past = passingObstacle(me);
            if (past > me.width / 2) weigh(me, position, link, past);
        }
        me.targetY = bestY;
    }

    private void weigh(Vehicle me, int position, LinkStrip link, double y) {
        double half = me.width / 2 + KERB_M;
        if (y < half || y > link.width - half) return;
        double utility = utility(me, link, y);
        if (utility <= bestUtility || !around.sideIsFree(me, position, y, 0.8)) return;
        bestUtility = utility;
        bestY = y;
    }

    private double utility(Vehicle me, LinkStrip link, double y) {
        double utility = Math.max(-6, around.acceleration(me, y, me.desiredSpeed()));
        utility -= 0.12 * Math.abs(y - me.y);
        double fromKerb = link.width - y - me.width / 2;
        if (me.type.isTwoWheeler()) utility -= 0.06 * fromKerb;
        else if (me.type.maxSpeed() < 20) utility -= 0.05 * fromKerb;
        Connector next = me.next;
        double rest = link.length - me.s;
        if (next != null && rest < TURN_BAND_FROM_M) {
            double half = me.width / 2;
            double outside = Math.max(0, next.lowY + half - y) + Math.max(0, y + half - next.highY);
            utility -= outside * (0.5 + 2.5 * (1 - rest / TURN_BAND_FROM_M));
        }
        return utility;
    }

    /** A place left of what stands in the way, or zero. */
    private double passingObstacle(Vehicle me) {
        double past = 0;
        double nearest = 50;
        for (int k = 0; k < around.count; k++) {
            if (!around.standing[k] || around.gap[k] < 0 || around.gap[k] > nearest) continue;
            if (around.high[k] < me.lowY()) continue;
            nearest = around.gap[k];
            past = around.low[k] - me.width / 2 - 0.3;
        }
        return past;
    }
}
