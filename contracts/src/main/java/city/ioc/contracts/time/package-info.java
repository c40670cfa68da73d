/** The city's clock. */
@NullMarked
package city.ioc.contracts.time;

import org.jspecify.annotations.NullMarked;
