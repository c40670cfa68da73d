package city.ioc.sim.device;

import static city.ioc.sim.device.TestStreets.SEVEN;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SendBufferTest {
    private static final byte[] BYTES = {1};

    private final SendBuffer buffer = new SendBuffer(3, Duration.ofMinutes(10));

    @Test
    void sendsTheOldestFirstAndAGivenBackMessageAtItsOldPlace() {
        for (String topic : new String[] {"a", "b", "c"}) buffer.add(topic, BYTES, SEVEN);
        SendBuffer.Pending first = buffer.next().orElseThrow();
        SendBuffer.Pending second = buffer.next().orElseThrow();
        buffer.giveBack(second);
        buffer.giveBack(first);
        assertThat(buffer.next().orElseThrow().topic()).isEqualTo("a");
        assertThat(buffer.next().orElseThrow().topic()).isEqualTo("b");
        assertThat(buffer.next().orElseThrow().topic()).isEqualTo("c");
        assertThat(buffer.inFlight()).isEqualTo(3);
    }

    @Test
    void forgetsTheOldestWhenItIsFullAndCountsIt() {
        for (String topic : new String[] {"a", "b", "c", "d", "e"}) buffer.add(topic, BYTES, SEVEN);
        assertThat(buffer.next().orElseThrow().topic()).isEqualTo("c");
        assertThat(buffer.dropped()).isEqualTo(2);
    }

    @Test
    void forgetsWhatIsOlderThanItsMemory() {
        buffer.add("a", BYTES, SEVEN);
        buffer.add("b", BYTES, SEVEN.plus(Duration.ofMinutes(11)));
        assertThat(buffer.next().orElseThrow().topic()).isEqualTo("b");
        assertThat(buffer.dropped()).isEqualTo(1);
    }
}
