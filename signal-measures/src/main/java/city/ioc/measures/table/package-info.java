/** What a measure comes to: rows of typed values, and how they are written. */
@NullMarked
package city.ioc.measures.table;

import org.jspecify.annotations.NullMarked;
