/** Real services as local processes: the broker and the database of the demo city and of integration tests. */
@NullMarked
package city.ioc.local;

import org.jspecify.annotations.NullMarked;
