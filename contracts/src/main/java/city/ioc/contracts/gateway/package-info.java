/** What gateways and the core say to one another. */
@NullMarked
package city.ioc.contracts.gateway;

import org.jspecify.annotations.NullMarked;
