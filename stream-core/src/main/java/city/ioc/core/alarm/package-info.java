/** Alarms: (active or cleared) × (acknowledged or not), pure transitions. */
@NullMarked
package city.ioc.core.alarm;

import org.jspecify.annotations.NullMarked;
