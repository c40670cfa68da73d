@NullMarked
package city.ioc.edge.vision.detect;

import org.jspecify.annotations.NullMarked;
