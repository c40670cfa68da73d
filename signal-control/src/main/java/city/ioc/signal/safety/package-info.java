/** What may be commanded and what may be shown, whatever a strategy wants. Reads no clock, log, file or socket. */
@NullMarked
package city.ioc.signal.safety;

import org.jspecify.annotations.NullMarked;
