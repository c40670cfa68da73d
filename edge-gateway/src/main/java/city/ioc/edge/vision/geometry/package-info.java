/** Measures on the road what tracks do in the picture: speed, queue, occupancy, passenger-car units. */
@NullMarked
package city.ioc.edge.vision.geometry;

import org.jspecify.annotations.NullMarked;
