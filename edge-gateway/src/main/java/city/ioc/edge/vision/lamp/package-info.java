/** Which lamp of a signal head is lit, by the picture alone: a check on what the controller reports. */
@NullMarked
package city.ioc.edge.vision.lamp;

import org.jspecify.annotations.NullMarked;
