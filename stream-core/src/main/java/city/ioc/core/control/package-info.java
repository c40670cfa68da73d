/** Runs the control of commanded intersections. */
@NullMarked
package city.ioc.core.control;

import org.jspecify.annotations.NullMarked;
