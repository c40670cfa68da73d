/** Pictures of what happened: asked for, listed and shown. */
@NullMarked
package city.ioc.api.evidence;

import org.jspecify.annotations.NullMarked;
