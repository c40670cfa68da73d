/** Follows road users from picture to picture: one track each, with its way, its speed and the class most pictures gave it. */
@NullMarked
package city.ioc.edge.vision.track;

import org.jspecify.annotations.NullMarked;
