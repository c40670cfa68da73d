/** How vehicles behave on the road that one camera sees: who goes against the traffic. */
@NullMarked
package city.ioc.edge.vision.conduct;

import org.jspecify.annotations.NullMarked;
