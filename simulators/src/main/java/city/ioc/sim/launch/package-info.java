/** Puts the demo city together: its state folder, secrets, services and processes, each started, watched and ended here. */
@NullMarked
package city.ioc.sim.launch;

import org.jspecify.annotations.NullMarked;
