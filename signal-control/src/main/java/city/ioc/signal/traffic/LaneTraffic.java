package city.ioc.signal.traffic;

import java.util.Arrays;

/**
 * The vehicles on one lane, nearest to the stop line first. Whoever sees the lane says all of them anew each time it looks.
 * Confined to the intersection's single writer.
 */
public final class LaneTraffic {
    /** Below this speed a vehicle counts as standing, m/s (SUMO's and HCM's convention of 5 km/h, rounded). */
    public static final double STANDING_MPS = 1.4;

    private int count;
    private double[] distanceM = new double[16];
    private double[] speedMps = new double[16];
    private double[] pcu = new double[16];
    private double[] waitedS = new double[16];

    /** Begins a new look at the lane. */
    public void clear() {
        count = 0;
    }

    /**
     * Adds a vehicle; to be called in order of distance.
     *
     * @param toStopLineM distance of its front from the stop line
     * @param speed m/s
     * @param units passenger-car units it takes when it discharges
     * @param waited seconds that it has stood so far
     */
    public void add(double toStopLineM, double speed, double units, double waited) {
        if (count == distanceM.length) grow();
        distanceM[count] = toStopLineM;
        speedMps[count] = speed;
        pcu[count] = units;
        waitedS[count] = waited;
        count++;
    }

    public int count() {
        return count;
    }

    public double distanceM(int vehicle) {
        return distanceM[vehicle];
    }

    public double speedMps(int vehicle) {
        return speedMps[vehicle];
    }

    public double pcu(int vehicle) {
        return pcu[vehicle];
    }

    public double waitedS(int vehicle) {
        return waitedS[vehicle];
    }

    /** Vehicles that stand. */
    public int standing() {
        int standing = 0;
        for (int v = 0; v < count; v++) if (speedMps[v] < STANDING_MPS) standing++;
        return standing;
    }

    private void grow() {
        int size = count * 2;
        distanceM = Arrays.copyOf(distanceM, size);
        speedMps = Arrays.copyOf(speedMps, size);
        pcu = Arrays.copyOf(pcu, size);
        waitedS = Arrays.copyOf(waitedS, size);
    }
}
