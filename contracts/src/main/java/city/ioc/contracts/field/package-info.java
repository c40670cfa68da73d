/** What devices say: immutable messages that validate themselves. */
@NullMarked
package city.ioc.contracts.field;

import org.jspecify.annotations.NullMarked;
