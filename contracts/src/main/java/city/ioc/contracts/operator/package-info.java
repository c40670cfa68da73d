/** What an operator asks of the core, over the cluster's event bus. */
@NullMarked
package city.ioc.contracts.operator;

import org.jspecify.annotations.NullMarked;
