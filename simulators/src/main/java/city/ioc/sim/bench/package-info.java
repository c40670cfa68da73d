/** Measurements of the running product: {@code ./ioc bench}. */
@NullMarked
package city.ioc.sim.bench;

import org.jspecify.annotations.NullMarked;
