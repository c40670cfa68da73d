/** What screens see: live state by topic, as JSON over the cluster's event bus. */
@NullMarked
package city.ioc.contracts.live;

import org.jspecify.annotations.NullMarked;
