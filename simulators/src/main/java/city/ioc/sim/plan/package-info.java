/** The engineer's tools for signal plans: check, exchange, design, try out, compare. */
@NullMarked
package city.ioc.sim.plan;

import org.jspecify.annotations.NullMarked;
