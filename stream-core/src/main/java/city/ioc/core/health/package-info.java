/** Whether to believe a device: what it says against what the street can do. Pure. */
@NullMarked
package city.ioc.core.health;

import org.jspecify.annotations.NullMarked;
