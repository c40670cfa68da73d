/** Who passes the stop line of an approach, as one camera sees it. */
@NullMarked
package city.ioc.edge.vision.passage;

import org.jspecify.annotations.NullMarked;
