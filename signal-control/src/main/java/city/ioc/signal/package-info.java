/** Signal decisions and safety: pure functions of state, input and time. */
@NullMarked
package city.ioc.signal;

import org.jspecify.annotations.NullMarked;
