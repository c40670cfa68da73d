package city.ioc.contracts.live;

import java.time.Instant;
import java.util.Optional;

/** How many cases wait for a person, and when the newest of them was raised. */
public record LiveViolations(Instant at, int waiting, Optional<Instant> newestRaisedAt) {}
