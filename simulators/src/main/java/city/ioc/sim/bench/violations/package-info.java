/** What the core made of violations, held against what truly happened. */
@NullMarked
package city.ioc.sim.bench.violations;

import org.jspecify.annotations.NullMarked;
