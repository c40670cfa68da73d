package city.ioc.edge.vision.service;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.field.DetectorReading;
import city.ioc.contracts.id.DeviceId;
import city.ioc.edge.vision.geometry.LaneState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ReadingPeriodTest {
    private static final Instant BEGIN = Instant.parse("2026-11-20T03:00:00Z");

    private final ReadingPeriod period = new ReadingPeriod(new DeviceId("k1"), BEGIN);

    @Test
    void anEmptyStreetIsAReadingOfNobody() {
        period.saw(List.of());
        DetectorReading reading = period.close(BEGIN.plusSeconds(10)).orElseThrow();
        assertThat(reading.vehicles()).isZero();
        assertThat(reading.interval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(reading.meanSpeedKmh()).isEmpty();
        assertThat(reading.queueM()).isEmpty();
    }

    @Test
    void withoutAPictureThereIsNoReading() {
        assertThat(period.close(BEGIN.plusSeconds(10))).isEmpty();
    }

    @Test
    void occupancyIsTheMeanOfThePicturesAndTheQueueTheLongestOfTheLastOne() {
        period.saw(List.of(lane(0.2, 30), lane(0.4, 5)));
        period.saw(List.of(lane(0.0, 0), lane(0.2, 8)));
        DetectorReading reading = period.close(BEGIN.plusSeconds(10)).orElseThrow();
        assertThat(reading.occupancy().orElseThrow()).isEqualTo(0.2, org.assertj.core.data.Offset.offset(1e-9));
        assertThat(reading.queueM()).hasValue(8);
    }

    private static LaneState lane(double occupancy, double queueM) {
        return new LaneState("l", 1, 1, occupancy, OptionalDouble.of(queueM), OptionalDouble.empty());
    }
}
