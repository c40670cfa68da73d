/** What tools need that attach to a running city: its addresses, its interface, and a publisher that does not give up. */
@NullMarked
package city.ioc.sim.attach;

import org.jspecify.annotations.NullMarked;
