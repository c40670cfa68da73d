/** What gateways deliver: gaps, repeats and late messages. */
@NullMarked
package city.ioc.core.intake;

import org.jspecify.annotations.NullMarked;
