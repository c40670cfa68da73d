/** The city as configured, with the sites added since. */
@NullMarked
package city.ioc.core.registry;

import org.jspecify.annotations.NullMarked;
