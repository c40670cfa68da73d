/** What changed between two versions of an intersection's signal data. Pure. */
@NullMarked
package city.ioc.signal.plan;

import org.jspecify.annotations.NullMarked;
