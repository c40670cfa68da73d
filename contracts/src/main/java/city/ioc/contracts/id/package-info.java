/** Identifiers. Each is a short code that also stands in MQTT topics. */
@NullMarked
package city.ioc.contracts.id;

import org.jspecify.annotations.NullMarked;
