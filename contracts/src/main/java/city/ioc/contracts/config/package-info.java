/** Settings of the product's processes. */
@NullMarked
package city.ioc.contracts.config;

import org.jspecify.annotations.NullMarked;
