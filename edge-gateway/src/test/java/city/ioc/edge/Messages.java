package city.ioc.edge;

import city.ioc.contracts.field.ClassCounts;
import city.ioc.contracts.field.DetectorReading;
import city.ioc.contracts.field.DetectorReadings;
import city.ioc.contracts.field.DeviceBody;
import city.ioc.contracts.field.DeviceMessage;
import city.ioc.contracts.field.MessageId;
import city.ioc.contracts.id.DeviceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Messages that devices of {@link TestCity} send. */
public final class Messages {
    public static final long SESSION = 1_700_000_000;

    private Messages() {}

    public static DeviceMessage radar(long seq, Instant at) {
        return of("r1", seq, at, reading("r1", at, 5));
    }

    public static DeviceMessage of(String device, long seq, Instant at, DeviceBody body) {
        return new DeviceMessage(new DeviceId(device), new MessageId(SESSION, seq), at, body);
    }

    public static DetectorReadings reading(String detector, Instant at, int vehicles) {
        return new DetectorReadings(List.of(new DetectorReading(
                new DeviceId(detector),
                at,
                Duration.ofSeconds(10),
                vehicles,
                OptionalDouble.of(0.25),
                OptionalDouble.of(31.5),
                OptionalDouble.of(12),
                Optional.of(new ClassCounts(vehicles, 0, 0, 0, 0, 0)))));
    }
}
