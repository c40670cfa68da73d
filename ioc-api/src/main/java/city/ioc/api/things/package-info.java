/** The city's measurements under OGC SensorThings API 1.1, Part 1: Sensing (OGC 18-088), read-only and public. */
@NullMarked
package city.ioc.api.things;

import org.jspecify.annotations.NullMarked;
