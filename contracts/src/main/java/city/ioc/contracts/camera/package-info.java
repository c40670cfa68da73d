/** Where the street lies in a camera's picture: lines, lanes, areas and the way from pixels to metres, as data with validity. */
@NullMarked
package city.ioc.contracts.camera;

import org.jspecify.annotations.NullMarked;
