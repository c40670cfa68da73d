/** Batches until the core says that they are committed: streams, the disk, the backlog. */
@NullMarked
package city.ioc.edge.outbox;

import org.jspecify.annotations.NullMarked;
