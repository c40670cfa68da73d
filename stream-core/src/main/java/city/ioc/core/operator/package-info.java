/** Requests of users. */
@NullMarked
package city.ioc.core.operator;

import org.jspecify.annotations.NullMarked;
