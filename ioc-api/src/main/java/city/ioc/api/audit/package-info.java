/** The chain of the audit log, gone through link by link. */
@NullMarked
package city.ioc.api.audit;

import org.jspecify.annotations.NullMarked;
