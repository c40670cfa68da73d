/** The clustered core. */
@NullMarked
package city.ioc.core;

import org.jspecify.annotations.NullMarked;
