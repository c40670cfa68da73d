@NullMarked
package city.ioc.edge.vision.feed;

import org.jspecify.annotations.NullMarked;
