@NullMarked
package city.ioc.sim.bench.fuzz;

import org.jspecify.annotations.NullMarked;
