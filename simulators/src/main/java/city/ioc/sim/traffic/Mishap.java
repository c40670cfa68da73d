package city.ioc.sim.traffic;

import java.time.Instant;

/** Why a vehicle stands, or will stand, where it hinders. {@code zone}: where parking is forbidden; empty for breakdowns. */
record Mishap(GroundTruth.Kind begin, GroundTruth.Kind end, String zone, Instant since) {}
