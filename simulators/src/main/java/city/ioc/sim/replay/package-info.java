/** Plays a recorded high-resolution log of a real intersection through the city's own way, as if it happened now. */
@NullMarked
package city.ioc.sim.replay;

import org.jspecify.annotations.NullMarked;
