@NullMarked
package city.ioc.edge.vision.lamp;

import org.jspecify.annotations.NullMarked;
