@NullMarked
package city.ioc.edge.vision.count;

import org.jspecify.annotations.NullMarked;
