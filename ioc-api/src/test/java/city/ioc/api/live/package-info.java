@NullMarked
package city.ioc.api.live;

import org.jspecify.annotations.NullMarked;
