package city.ioc.sim.sumo;

import java.util.ArrayList;
import java.util.List;

/** Who watches a lane of SUMO, and what a place on it means to them. Built once, then read only. */
final class LaneWatch {
    /**
     * The lane leads to a stop line.
     *
     * @param eye who watches
     * @param lane the approach lane there
     * @param toStopLineM from the lane's begin to the stop line
     * @param share of the lane's traffic that is expected there
     */
    record Upstream(ApproachEye eye, int lane, double toStopLineM, double share) {}

    /** The lane lies between the stop lines; it is entered from an approach lane and leads to an exit. */
    record Box(ApproachEye eye, int lane, int exit) {}

    /** The lane leads out of the intersection, {@code offsetM} beyond its begin. */
    record Exit(ApproachEye eye, int path, double offsetM) {}

    /** A vehicle on the lane may be over loops of an approach lane; {@code toStopLineM} from the lane's begin, not positive beyond. */
    record Loop(LoopView loops, int lane, double toStopLineM) {}

    final List<Upstream> upstream = new ArrayList<>();
    final List<Box> boxes = new ArrayList<>();
    final List<Exit> exits = new ArrayList<>();
    final List<Loop> loops = new ArrayList<>();
}
