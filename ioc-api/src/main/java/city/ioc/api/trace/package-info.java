/** Looking for vehicles by their plates: by role, with a stated purpose, each look recorded; and how vehicles go without whose they are. */
@NullMarked
package city.ioc.api.trace;

import org.jspecify.annotations.NullMarked;
