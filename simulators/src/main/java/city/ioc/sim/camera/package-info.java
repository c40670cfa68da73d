/** Simulated street cameras: pictures of the simulated traffic, and what is truly on them. */
@NullMarked
package city.ioc.sim.camera;

import org.jspecify.annotations.NullMarked;
