/**
 * Number plates of Vietnam: finds them in a picture, reads them and says how sure it is. Two readers that err differently, one
 * that spots characters and one that reads lines, weigh every reading that the law allows.
 */
@NullMarked
package city.ioc.edge.vision.plate;

import org.jspecify.annotations.NullMarked;
