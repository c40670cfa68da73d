/** Number plates as pictures. */
@NullMarked
package city.ioc.sim.camera.plate;

import org.jspecify.annotations.NullMarked;
