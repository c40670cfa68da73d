/** SUMO as a street: its networks become intersections of ours, and controllers of ours drive its signals. */
@NullMarked
package city.ioc.sim.sumo;

import org.jspecify.annotations.NullMarked;
