package city.ioc.edge.vision.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A condition that counts when it has held for a while, and is over when it has not held for a while. One thread. */
final class Lasting {
    private final Duration raisedAfter;
    private final Duration clearedAfter;
    private @Nullable Instant holdsSince;
    private @Nullable Instant goneSince;
    private boolean raised;

    Lasting(Duration raisedAfter, Duration clearedAfter) {
        this.raisedAfter = raisedAfter;
        this.clearedAfter = clearedAfter;
    }

    void see(boolean holds, Instant at) {
        if (holds) {
            goneSince = null;
            Instant since = holdsSince == null ? at : holdsSince;
            holdsSince = since;
            raised |= !at.isBefore(since.plus(raisedAfter));
            return;
        }
        if (!raised) {
            holdsSince = null;
            return;
        }
        Instant gone = goneSince == null ? at : goneSince;
        goneSince = gone;
        if (at.isBefore(gone.plus(clearedAfter))) return;
        raised = false;
        holdsSince = null;
        goneSince = null;
    }

    /** Since when it holds; empty while it does not count. */
    Optional<Instant> since() {
        return raised ? Optional.ofNullable(holdsSince) : Optional.empty();
    }
}
