/** The simulator process: the street, its devices, and nothing of the centre. */
@NullMarked
package city.ioc.sim;

import org.jspecify.annotations.NullMarked;
