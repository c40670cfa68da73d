/** Live state of a site. One writer: the context of the shard. */
@NullMarked
package city.ioc.core.state;

import org.jspecify.annotations.NullMarked;
