/** Random worlds in which guards, controllers and monitors are judged by an oracle that looks at nothing but lamps. */
@NullMarked
package city.ioc.sim.bench.fuzz;

import org.jspecify.annotations.NullMarked;
