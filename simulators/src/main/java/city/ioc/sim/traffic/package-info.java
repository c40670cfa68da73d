/** The microscopic simulation of the streets: vehicles, pedestrians, what detectors see, and the ground truth. */
@NullMarked
package city.ioc.sim.traffic;

import org.jspecify.annotations.NullMarked;
