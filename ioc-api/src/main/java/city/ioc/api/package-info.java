/** The centre's interface: REST, live socket and the control room's files. */
@NullMarked
package city.ioc.api;

import org.jspecify.annotations.NullMarked;
