/** How a process of the edge shows its counters and its health. */
@NullMarked
package city.ioc.edge.monitor;

import org.jspecify.annotations.NullMarked;
