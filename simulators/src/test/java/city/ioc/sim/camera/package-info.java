@NullMarked
package city.ioc.sim.camera;

import org.jspecify.annotations.NullMarked;
