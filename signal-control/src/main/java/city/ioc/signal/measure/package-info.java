/** Measures of traffic at signals by published formulae: delay, saturation flow, comparisons. Pure. */
@NullMarked
package city.ioc.signal.measure;

import org.jspecify.annotations.NullMarked;
