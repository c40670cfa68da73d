@NullMarked
package city.ioc.sim.bench.vision;

import org.jspecify.annotations.NullMarked;
