/** Control that weighs what every next stage would cost all the vehicles it knows of. */
@NullMarked
package city.ioc.signal.decision.adaptive;

import org.jspecify.annotations.NullMarked;
