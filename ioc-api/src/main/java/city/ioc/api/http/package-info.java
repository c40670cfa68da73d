/** HTTP by the contract: who may, problems, paging, limits. */
@NullMarked
package city.ioc.api.http;

import org.jspecify.annotations.NullMarked;
