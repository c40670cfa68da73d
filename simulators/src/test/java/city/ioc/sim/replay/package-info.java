@NullMarked
package city.ioc.sim.replay;

import org.jspecify.annotations.NullMarked;
