@NullMarked
package city.ioc.edge.vision.command;

import org.jspecify.annotations.NullMarked;
