package city.ioc.edge.vision.feed;

import java.time.Duration;
import java.time.Instant;

/** Lets through as many pictures as are wanted, evenly, whatever the source's own rate. Not thread-safe. */
final class Pace {
    private final Duration apart;
    private Instant due = Instant.MIN;

    Pace(Duration apart) {
        this.apart = apart;
    }

    boolean isDue(Instant at) {
        if (apart.isZero()) return true;
        // An eighth early is on time: a camera of 5 pictures a second is not to be halved by its jitter.
        if (at.plus(apart.dividedBy(8)).isBefore(due)) return false;
        Instant planned = due.isBefore(at.minus(apart)) ? at : due;
        due = planned.plus(apart);
        return true;
    }
}
