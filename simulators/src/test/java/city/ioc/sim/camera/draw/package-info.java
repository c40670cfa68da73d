@NullMarked
package city.ioc.sim.camera.draw;

import org.jspecify.annotations.NullMarked;
