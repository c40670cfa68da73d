/** Draws triangles in true perspective into pixels, with depth: what the simulated cameras see with. */
@NullMarked
package city.ioc.sim.camera.draw;

import org.jspecify.annotations.NullMarked;
