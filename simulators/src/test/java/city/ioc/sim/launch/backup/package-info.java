@NullMarked
package city.ioc.sim.launch.backup;

import org.jspecify.annotations.NullMarked;
