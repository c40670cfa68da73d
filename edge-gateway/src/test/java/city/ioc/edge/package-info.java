@NullMarked
package city.ioc.edge;

import org.jspecify.annotations.NullMarked;
