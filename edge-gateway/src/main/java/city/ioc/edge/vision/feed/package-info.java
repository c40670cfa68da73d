/** Where frames come from: cameras, files and folders behind one interface, and what keeps a camera's frames coming. */
@NullMarked
package city.ioc.edge.vision.feed;

import org.jspecify.annotations.NullMarked;
