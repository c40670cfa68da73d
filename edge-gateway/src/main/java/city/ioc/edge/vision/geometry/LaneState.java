package city.ioc.edge.vision.geometry;

import java.util.OptionalDouble;

/**
 * One lane at one instant.
 *
 * @param vehicles that are on it
 * @param pcu the same in passenger-car units
 * @param occupancy part of its length that vehicles cover, 0..1
 * @param queueM from the stop line to the end of the last vehicle that stands in the queue; empty without a survey
 * @param meanSpeedKmh of those that are on it; empty without a survey and when nobody is
 */
public record LaneState(
        String lane, int vehicles, double pcu, double occupancy, OptionalDouble queueM, OptionalDouble meanSpeedKmh) {}
