/** Violations: the queue, single cases, and what people decide on them. */
@NullMarked
package city.ioc.api.violation;

import org.jspecify.annotations.NullMarked;
