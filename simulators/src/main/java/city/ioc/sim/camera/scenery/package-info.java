/** What stands still before a camera: ground and markings, houses, trees, masts, street lamps and signal heads. */
@NullMarked
package city.ioc.sim.camera.scenery;

import org.jspecify.annotations.NullMarked;
