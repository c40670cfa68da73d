/** Which stage should run: strategies as pure functions of state and time. Reads no clock, log, file or socket. */
@NullMarked
package city.ioc.signal.decision;

import org.jspecify.annotations.NullMarked;
