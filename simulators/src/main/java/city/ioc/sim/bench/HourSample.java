package city.ioc.sim.bench;

import java.util.Map;

/**
 * What one hour of the day gave under one strategy.
 *
 * @param shownFaults what lamps showed against the rules, while the city ran
 * @param keptUp whether the city lived as fast as it was told to, with the strategy in command
 * @param further figures on how it went
 */
record HourSample(
        int hour, String strategy, TrueDelay delay, int shownFaults, boolean keptUp, Map<String, Object> further) {}
