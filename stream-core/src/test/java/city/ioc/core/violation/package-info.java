@NullMarked
package city.ioc.core.violation;

import org.jspecify.annotations.NullMarked;
