@NullMarked
package city.ioc.edge.vision.service;

import org.jspecify.annotations.NullMarked;
