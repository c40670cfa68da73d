@NullMarked
package city.ioc.api;

import org.jspecify.annotations.NullMarked;
