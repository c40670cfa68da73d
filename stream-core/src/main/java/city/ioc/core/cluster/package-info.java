/** Which node owns which shard. */
@NullMarked
package city.ioc.core.cluster;

import org.jspecify.annotations.NullMarked;
