@NullMarked
package city.ioc.edge.vision.track;

import org.jspecify.annotations.NullMarked;
