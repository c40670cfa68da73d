/** {@code ./ioc measures}: recorded event logs kept in the state folder, and signal performance measures of them. */
@NullMarked
package city.ioc.sim.measures;

import org.jspecify.annotations.NullMarked;
