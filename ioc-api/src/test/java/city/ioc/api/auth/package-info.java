@NullMarked
package city.ioc.api.auth;

import org.jspecify.annotations.NullMarked;
