/** Reads NEMA ring-barrier controller data into signal groups, stages and plans. The only place that speaks of phases. Pure. */
@NullMarked
package city.ioc.signal.nema;

import org.jspecify.annotations.NullMarked;
