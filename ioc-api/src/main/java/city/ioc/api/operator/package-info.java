/** What users order, handed on to the core. */
@NullMarked
package city.ioc.api.operator;

import org.jspecify.annotations.NullMarked;
