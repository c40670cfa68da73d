/** What screens see. */
@NullMarked
package city.ioc.core.live;

import org.jspecify.annotations.NullMarked;
