@NullMarked
package city.ioc.edge.vision.frame;

import org.jspecify.annotations.NullMarked;
