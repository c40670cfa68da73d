/** Who asks for the way, and what is owed to those who gave it. */
@NullMarked
package city.ioc.signal.priority;

import org.jspecify.annotations.NullMarked;
