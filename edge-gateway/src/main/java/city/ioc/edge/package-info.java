/** The gateway: between the field devices of its part of the city and the core. */
@NullMarked
package city.ioc.edge;

import org.jspecify.annotations.NullMarked;
