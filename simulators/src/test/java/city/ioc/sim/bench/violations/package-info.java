@NullMarked
package city.ioc.sim.bench.violations;

import org.jspecify.annotations.NullMarked;
