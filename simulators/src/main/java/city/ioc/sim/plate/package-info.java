/** Number plates as the simulated city's cameras see them: drawn, put in a picture and damaged. */
@NullMarked
package city.ioc.sim.plate;

import org.jspecify.annotations.NullMarked;
