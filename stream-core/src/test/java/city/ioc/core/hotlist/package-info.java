@NullMarked
package city.ioc.core.hotlist;

import org.jspecify.annotations.NullMarked;
