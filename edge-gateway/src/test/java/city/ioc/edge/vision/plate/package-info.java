/** Number plates: grammar, decoding, rows, votes, and whole reads of drawn plates. */
@NullMarked
package city.ioc.edge.vision.plate;

import org.jspecify.annotations.NullMarked;
