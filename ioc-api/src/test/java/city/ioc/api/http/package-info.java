@NullMarked
package city.ioc.api.http;

import org.jspecify.annotations.NullMarked;
