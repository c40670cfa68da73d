package city.ioc.sim.load;

import java.time.Duration;

/**
 * How much load.
 *
 * @param devices virtual radars
 * @param messagesPerSecond of all devices together; 0: as fast as the broker takes them
 * @param values measured values in a message: 1 to 4, or 10 with the counts by class
 * @param connections concentrators that share the devices
 * @param window most messages of a concentrator that the broker has not acknowledged
 */
public record LoadPlan(
        int devices, double messagesPerSecond, Duration length, int values, int connections, int window) {
    public LoadPlan {
        if (devices < 1 || devices > 100_000)
            throw new IllegalArgumentException("devices must be 1..100000, but is " + devices);
        if (!(messagesPerSecond >= 0 && messagesPerSecond <= 1_000_000))
            throw new IllegalArgumentException("rate must be 0..1000000 a second, but is " + messagesPerSecond);
        if (length.isNegative() || length.isZero()) throw new IllegalArgumentException("minutes must be positive");
        if (values != 10 && (values < 1 || values > 4))
            throw new IllegalArgumentException("values must be 1 to 4 or 10, but is " + values);
        if (connections < 1 || connections > 64)
            throw new IllegalArgumentException("connections must be 1..64, but is " + connections);
        if (window < 1) throw new IllegalArgumentException("window must be positive");
    }
}
