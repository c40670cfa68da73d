/** Trouble on the street that detectors point to. Pure. */
@NullMarked
package city.ioc.core.incident;

import org.jspecify.annotations.NullMarked;
