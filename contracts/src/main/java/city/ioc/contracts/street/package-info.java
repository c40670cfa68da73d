/** The nouns of the street: intersections, approaches, signal groups, stages, plans, devices. */
@NullMarked
package city.ioc.contracts.street;

import org.jspecify.annotations.NullMarked;
