@NullMarked
package city.ioc.edge.vision.geometry;

import org.jspecify.annotations.NullMarked;
