/** Accounts, passwords, tokens and the audit log. */
@NullMarked
package city.ioc.api.auth;

import org.jspecify.annotations.NullMarked;
