/** What happens to a device's message between its receipt and its batch: an ordered list of checks. */
@NullMarked
package city.ioc.edge.intake;

import org.jspecify.annotations.NullMarked;
