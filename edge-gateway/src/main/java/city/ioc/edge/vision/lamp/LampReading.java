package city.ioc.edge.vision.lamp;

import java.time.Instant;

/**
 * What a signal head showed in one frame.
 *
 * @param confidence probability of the state, given the frames around it too, 0..1
 * @param flashing the lamp goes on and off about once a second; the state is that of this very frame
 */
public record LampReading(long frame, Instant at, LampState state, double confidence, boolean flashing) {
    public LampReading {
        if (!(confidence >= 0 && confidence <= 1))
            throw new IllegalArgumentException("confidence is within 0..1, but is " + confidence);
    }
}
