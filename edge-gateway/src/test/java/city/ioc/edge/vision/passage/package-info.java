@NullMarked
package city.ioc.edge.vision.passage;

import org.jspecify.annotations.NullMarked;
