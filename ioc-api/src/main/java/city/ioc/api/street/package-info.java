/** The city as configured, as documents. */
@NullMarked
package city.ioc.api.street;

import org.jspecify.annotations.NullMarked;
