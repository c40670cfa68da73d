/** {@code ./ioc vision}: what the cameras' eyes see in files and streams, as lines of JSON or for people. */
@NullMarked
package city.ioc.edge.vision.command;

import org.jspecify.annotations.NullMarked;
