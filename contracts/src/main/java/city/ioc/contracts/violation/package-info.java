/** Violations as they are kept and shown: rules, reasons, and what a case was judged by. */
@NullMarked
package city.ioc.contracts.violation;

import org.jspecify.annotations.NullMarked;
