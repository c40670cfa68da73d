/** An intersection compiled for deciding, and what is known of it at a moment. */
@NullMarked
package city.ioc.signal.model;

import org.jspecify.annotations.NullMarked;
