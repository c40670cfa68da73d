/** Writes videos. */
@NullMarked
package city.ioc.edge.vision.clip;

import org.jspecify.annotations.NullMarked;
