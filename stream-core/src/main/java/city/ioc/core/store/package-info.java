/** The history: batches into TimescaleDB, acknowledged after commit. */
@NullMarked
package city.ioc.core.store;

import org.jspecify.annotations.NullMarked;
