/** The ladder of control: the best rung that what is known allows runs, and says why none above it does. */
@NullMarked
package city.ioc.signal.decision.ladder;

import org.jspecify.annotations.NullMarked;
