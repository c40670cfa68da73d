@NullMarked
package city.ioc.mqtt;

import org.jspecify.annotations.NullMarked;
