@NullMarked
package city.ioc.edge.vision.conduct;

import org.jspecify.annotations.NullMarked;
