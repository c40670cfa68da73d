/** Whether what cameras saw at stop lines is a violation, by the log of the lamps. Reads no clock and no database. */
@NullMarked
package city.ioc.core.violation;

import org.jspecify.annotations.NullMarked;
