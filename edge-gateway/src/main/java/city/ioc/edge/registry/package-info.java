/** Which devices there are. */
@NullMarked
package city.ioc.edge.registry;

import org.jspecify.annotations.NullMarked;
