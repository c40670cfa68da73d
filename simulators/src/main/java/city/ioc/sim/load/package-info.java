/** Load on a city: many virtual radars whose every reading can be told from every other. */
@NullMarked
package city.ioc.sim.load;

import org.jspecify.annotations.NullMarked;
