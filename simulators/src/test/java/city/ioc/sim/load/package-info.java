@NullMarked
package city.ioc.sim.load;

import org.jspecify.annotations.NullMarked;
