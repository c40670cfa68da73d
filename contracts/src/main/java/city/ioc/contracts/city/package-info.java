/** A city as data files: reading, and naming every fault in them. */
@NullMarked
package city.ioc.contracts.city;

import org.jspecify.annotations.NullMarked;
