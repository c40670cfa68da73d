@NullMarked
package city.ioc.api.read;

import org.jspecify.annotations.NullMarked;
