/** A store filled as after weeks of a whole city, and what is asked of it. */
@NullMarked
package city.ioc.sim.bench.history;

import org.jspecify.annotations.NullMarked;
