/** Pictures of cameras in memory: one frame, and how bytes from outside become one. */
@NullMarked
package city.ioc.edge.vision.frame;

import org.jspecify.annotations.NullMarked;
