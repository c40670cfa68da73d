@NullMarked
package city.ioc.core.backup;

import org.jspecify.annotations.NullMarked;
