@NullMarked
package city.ioc.measures.measure;

import org.jspecify.annotations.NullMarked;
