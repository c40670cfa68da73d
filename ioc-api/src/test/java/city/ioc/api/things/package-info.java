@NullMarked
package city.ioc.api.things;

import org.jspecify.annotations.NullMarked;
