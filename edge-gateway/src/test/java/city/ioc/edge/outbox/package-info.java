@NullMarked
package city.ioc.edge.outbox;

import org.jspecify.annotations.NullMarked;
