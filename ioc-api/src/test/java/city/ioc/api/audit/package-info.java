@NullMarked
package city.ioc.api.audit;

import org.jspecify.annotations.NullMarked;
