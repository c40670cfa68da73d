package city.ioc.signal.traffic;

import java.util.List;

/**
 * A lane that ends at a stop line of the intersection.
 *
 * @param id its name in sentences and logs
 * @param approach the approach it belongs to, for sentences
 * @param link the road it is a lane of; vehicles may change between its lanes
 * @param ways where its traffic goes: by which signal group, out by which exit, and what share of it
 * @param entry name of the road that feeds it, as the intersection upstream names its exit; empty where there is none
 * @param entryM how far upstream of the stop line that road begins, metres; 0 where there is none
 * @param visibleM how far upstream of the stop line vehicles are known of, metres
 * @param widthM width, metres
 * @param freeSpeedMps speed of a vehicle that nothing holds up, m/s
 * @param stopLineDetector index in the layout's detectors; -1 where there is none
 * @param advanceDetector index in the layout's detectors; -1 where there is none
 * @param advanceM distance of the advance detector from the stop line, metres; 0 where there is none
 */
public record ApproachLane(
        String id,
        String approach,
        String link,
        List<Way> ways,
        String entry,
        double entryM,
        double visibleM,
        double widthM,
        double freeSpeedMps,
        int stopLineDetector,
        int advanceDetector,
        double advanceM) {

    /**
     * One way through the intersection.
     *
     * @param group index of the signal group that releases it
     * @param exit index of the exit road it leads to; -1 where exits are not watched
     * @param share of the lane's traffic that takes it, as far as known beforehand; the shares of a lane add up to 1
     * @param yieldsTo groups whose traffic it has to let pass while both are green, as bits; 0 where it is protected
     */
    public record Way(int group, int exit, double share, long yieldsTo) {
        /** Whether it has to let others pass on green. */
        public boolean isPermissive() {
            return yieldsTo != 0;
        }
    }

    public ApproachLane {
        ways = List.copyOf(ways);
        if (ways.isEmpty()) throw new IllegalArgumentException("lane " + id + " leads nowhere");
        if (!(visibleM > 0)) throw new IllegalArgumentException("lane " + id + ": visibleM must be positive");
        if (!(freeSpeedMps > 0)) throw new IllegalArgumentException("lane " + id + ": freeSpeedMps must be positive");
    }

    /** Groups that release this lane or a part of its traffic, as bits. */
    public long groups() {
        long groups = 0;
        for (Way way : ways) groups |= 1L << way.group();
        return groups;
    }
}
