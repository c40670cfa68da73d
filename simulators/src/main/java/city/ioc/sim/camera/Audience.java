package city.ioc.sim.camera;

import city.ioc.contracts.id.DeviceId;
import java.time.Duration;
import java.time.Instant;

/**
 * Whether anybody looks at one camera. Every few seconds it sends its picture so that the answer says it; while nobody looks that is
 * the only one. Used by two threads: the street's asks {@link #isDue}, the crew's sends.
 */
final class Audience {
    /** Long enough that an unseen camera costs next to nothing, short enough that who begins to look does not think it dead. */
    static final Duration ASK_EVERY = Duration.ofSeconds(4);

    private final DeviceId camera;
    private volatile boolean looks;
    private volatile Instant askedAt = Instant.MIN;

    Audience(DeviceId camera) {
        this.camera = camera;
    }

    boolean looks() {
        return looks;
    }

    /** Whether a picture of now is worth drawing. */
    boolean isDue(Instant now) {
        return looks || mustAsk(now);
    }

    void send(Instant now, byte[] jpeg, PictureOutlet outlet) {
        if (!mustAsk(now)) {
            outlet.show(camera, jpeg);
            return;
        }
        askedAt = now;
        var unused = outlet.ask(camera, jpeg).whenComplete((somebody, failure) -> looks = failure == null && somebody);
    }

    private boolean mustAsk(Instant now) {
        return askedAt.equals(Instant.MIN) || !now.isBefore(askedAt.plus(ASK_EVERY));
    }
}
