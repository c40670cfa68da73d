/** What road users look like: shapes of vehicles and people, and the colours they wear. */
@NullMarked
package city.ioc.sim.camera.body;

import org.jspecify.annotations.NullMarked;
