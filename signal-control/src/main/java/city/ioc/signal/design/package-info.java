/** Designs plans from flows: cycle and splits, offsets along a corridor, what a plan would do to a recorded demand. Pure. */
@NullMarked
package city.ioc.signal.design;

import org.jspecify.annotations.NullMarked;
