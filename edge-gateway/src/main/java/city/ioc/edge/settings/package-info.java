/** Settings that the processes of the edge share. */
@NullMarked
package city.ioc.edge.settings;

import org.jspecify.annotations.NullMarked;
