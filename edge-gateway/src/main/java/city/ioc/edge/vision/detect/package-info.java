/** Finds road users in one picture: the network, the scales it looks at, riders made of persons and motorcycles, motion. */
@NullMarked
package city.ioc.edge.vision.detect;

import org.jspecify.annotations.NullMarked;
