@NullMarked
package city.ioc.edge.vision.health;

import org.jspecify.annotations.NullMarked;
