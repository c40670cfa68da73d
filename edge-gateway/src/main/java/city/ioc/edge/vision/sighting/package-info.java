/** Number plates of the vehicles that a camera follows: which pictures are read, and what all of them say together. */
@NullMarked
package city.ioc.edge.vision.sighting;

import org.jspecify.annotations.NullMarked;
