/** The process that watches a city's cameras: pictures in, readings and faults in the cameras' names out. */
@NullMarked
package city.ioc.edge.vision.service;

import org.jspecify.annotations.NullMarked;
