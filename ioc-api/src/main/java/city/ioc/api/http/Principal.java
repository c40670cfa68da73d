package city.ioc.api.http;

import java.time.Instant;
import java.util.Set;

/** Who calls, by an access token. */
public record Principal(
        String name, String displayName, Set<Role> roles, boolean mustChangePassword, Instant issuedAt) {
    public Principal {
        roles = Set.copyOf(roles);
    }

    public boolean hasAny(Set<Role> allowed) {
        return roles.stream().anyMatch(allowed::contains);
    }
}
