/** What cameras see of signal heads, against what the controllers say. */
@NullMarked
package city.ioc.core.lamp;

import org.jspecify.annotations.NullMarked;
