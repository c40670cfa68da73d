/** What the core asks of a signal controller. */
@NullMarked
package city.ioc.contracts.command;

import org.jspecify.annotations.NullMarked;
