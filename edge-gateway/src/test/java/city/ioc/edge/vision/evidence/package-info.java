@NullMarked
package city.ioc.edge.vision.evidence;

import org.jspecify.annotations.NullMarked;
