/** How well and how dearly the gateway's eyes see: {@code ./ioc bench vision}. */
@NullMarked
package city.ioc.sim.bench.vision;

import org.jspecify.annotations.NullMarked;
