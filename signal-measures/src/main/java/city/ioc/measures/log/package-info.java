/** A controller's high-resolution event log and what its detectors are for, as values and as lines of text. */
@NullMarked
package city.ioc.measures.log;

import org.jspecify.annotations.NullMarked;
