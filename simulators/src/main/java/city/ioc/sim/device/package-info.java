/** The devices in the street: controllers, detectors, radars and sensors, and how they speak MQTT. */
@NullMarked
package city.ioc.sim.device;

import org.jspecify.annotations.NullMarked;
