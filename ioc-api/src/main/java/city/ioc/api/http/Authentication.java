package city.ioc.api.http;

import io.vertx.core.Future;

/** Who an access token belongs to; fails with a problem when nobody. */
@FunctionalInterface
public interface Authentication {
    Future<Principal> authenticate(String accessToken);
}
