/** The product's one MQTT 5 client: never blocks, bounded in flight, reconnects by itself. */
@NullMarked
package city.ioc.mqtt;

import org.jspecify.annotations.NullMarked;
