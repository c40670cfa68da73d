@NullMarked
package city.ioc.sim.sumo;

import org.jspecify.annotations.NullMarked;
