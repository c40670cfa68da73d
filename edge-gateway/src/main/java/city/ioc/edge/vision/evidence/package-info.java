/** Keeps what cameras saw around an instant: a ring of recent pictures, stills, close-ups and clips, by their hashes. */
@NullMarked
package city.ioc.edge.vision.evidence;

import org.jspecify.annotations.NullMarked;
