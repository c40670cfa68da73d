@NullMarked
package city.ioc.edge.vision.sighting;

import org.jspecify.annotations.NullMarked;
