/** What becomes of history as it ages: packed after a day, forgotten after the time that it is kept. */
@NullMarked
package city.ioc.core.retention;

import org.jspecify.annotations.NullMarked;
