/** Measures of flow: sliding windows for screens, roll-ups in the database. */
@NullMarked
package city.ioc.core.rollup;

import org.jspecify.annotations.NullMarked;
