@NullMarked
package city.ioc.sim.device;

import org.jspecify.annotations.NullMarked;
