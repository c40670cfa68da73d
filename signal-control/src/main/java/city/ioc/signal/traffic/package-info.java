/** The vehicles on the approaches of an intersection as control sees them, whatever kind of detection says so. */
@NullMarked
package city.ioc.signal.traffic;

import org.jspecify.annotations.NullMarked;
