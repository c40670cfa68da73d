/** Whether a camera's pictures can be trusted: frozen, black, blurred, turned. */
@NullMarked
package city.ioc.edge.vision.health;

import org.jspecify.annotations.NullMarked;
