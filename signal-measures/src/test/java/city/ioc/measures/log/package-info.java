@NullMarked
package city.ioc.measures.log;

import org.jspecify.annotations.NullMarked;
