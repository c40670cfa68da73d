@NullMarked
package city.ioc.edge.intake;

import org.jspecify.annotations.NullMarked;
