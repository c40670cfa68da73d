/** Vehicles that are looked for: each plate that a camera reads is compared with the list as it comes. */
@NullMarked
package city.ioc.core.hotlist;

import org.jspecify.annotations.NullMarked;
