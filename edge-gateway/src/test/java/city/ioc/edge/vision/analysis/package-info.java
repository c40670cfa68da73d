@NullMarked
package city.ioc.edge.vision.analysis;

import org.jspecify.annotations.NullMarked;
