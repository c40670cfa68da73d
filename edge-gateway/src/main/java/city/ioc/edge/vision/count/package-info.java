/** Counts road users over lines: each once, by class and direction. */
@NullMarked
package city.ioc.edge.vision.count;

import org.jspecify.annotations.NullMarked;
