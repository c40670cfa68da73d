/** What traffic is normal for a day of its kind, how far a day is from it, and what the next hour will bring. Pure. */
@NullMarked
package city.ioc.measures.normal;

import org.jspecify.annotations.NullMarked;
