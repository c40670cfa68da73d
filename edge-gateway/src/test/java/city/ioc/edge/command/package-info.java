@NullMarked
package city.ioc.edge.command;

import org.jspecify.annotations.NullMarked;
