/** The last look at a command before it reaches a controller. */
@NullMarked
package city.ioc.edge.command;

import org.jspecify.annotations.NullMarked;
