/** Letters made of strokes, for number plates and for what cameras write into their pictures; needs no installed font. */
@NullMarked
package city.ioc.sim.camera.text;

import org.jspecify.annotations.NullMarked;
