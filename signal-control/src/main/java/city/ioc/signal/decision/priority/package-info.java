/** Priority for emergency vehicles and buses, around any strategy. */
@NullMarked
package city.ioc.signal.decision.priority;

import org.jspecify.annotations.NullMarked;
