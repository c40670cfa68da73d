@NullMarked
package city.ioc.sim.camera.text;

import org.jspecify.annotations.NullMarked;
