@NullMarked
package city.ioc.contracts.camera;

import org.jspecify.annotations.NullMarked;
