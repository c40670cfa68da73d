/** The built control room, served from memory. */
@NullMarked
package city.ioc.api.room;

import org.jspecify.annotations.NullMarked;
