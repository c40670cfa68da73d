/** The database as a stream of rows by table, for a backup, and back into an empty one. */
@NullMarked
package city.ioc.core.backup;

import org.jspecify.annotations.NullMarked;
