/** Pictures of what happened, as they are asked for and kept. */
@NullMarked
package city.ioc.contracts.evidence;

import org.jspecify.annotations.NullMarked;
