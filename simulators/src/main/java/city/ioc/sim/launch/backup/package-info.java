/** The whole state of a city in one file, and back from it: {@code ./ioc backup} and {@code ./ioc restore}. */
@NullMarked
package city.ioc.sim.launch.backup;

import org.jspecify.annotations.NullMarked;
