/** Topics, shards, and the mapping between records and bytes. */
@NullMarked
package city.ioc.contracts.wire;

import org.jspecify.annotations.NullMarked;
