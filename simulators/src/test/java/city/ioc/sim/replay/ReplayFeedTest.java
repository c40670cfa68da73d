package city.ioc.sim.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.ioc.contracts.field.DeviceMessage;
import city.ioc.contracts.field.SignalEvents;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.wire.DeviceWire;
import city.ioc.contracts.wire.WireException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayFeedTest {
    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");
    private static final LocalDateTime FIRST = LocalDateTime.parse("2024-05-13T15:00:00");

    private final List<DeviceMessage> sent = new ArrayList<>();
    private final ReplayFeed feed =
            new ReplayFeed(new IntersectionId("x-915"), new DeviceId("915"), 77, (topic, payload, how) -> {
                assertThat(topic).isEqualTo("field/x-915/915/up");
                sent.add(decode(payload));
            });

    @Test
    void sendsWhatIsDueMovedToNowAndKeepsTheRest() throws InterruptedException {
        List<EventLine> lines = lines(0, 400, 900, 1_600);
        int next = feed.sendDue(lines, 0, FIRST, NOW, 1, NOW.plusMillis(1_000));
        assertThat(next).isEqualTo(3);
        assertThat(times()).containsExactly(NOW, NOW.plusMillis(400), NOW.plusMillis(900));
        assertThat(feed.sendDue(lines, next, FIRST, NOW, 1, NOW.plusMillis(1_100)))
                .isEqualTo(3);
        assertThat(feed.sendDue(lines, next, FIRST, NOW, 1, NOW.plusMillis(1_600)))
                .isEqualTo(4);
        assertThat(sent).extracting(message -> message.id().seq()).containsExactly(1L, 2L);
        assertThat(sent).extracting(message -> message.id().session()).containsOnly(77L);
    }

    @Test
    void aSpeedDividesTheTimesBetweenTheEvents() throws InterruptedException {
        feed.sendDue(lines(0, 1_000, 60_000), 0, FIRST, NOW, 10, NOW.plusSeconds(60));
        assertThat(times()).containsExactly(NOW, NOW.plusMillis(100), NOW.plusMillis(6_000));
    }

    @Test
    void aMessageHoldsAHundredEventsAtMost() throws InterruptedException {
        List<EventLine> lines = new ArrayList<>();
        for (int i = 0; i < 250; i++) lines.add(new EventLine(FIRST, 82, 1));
        int next = 0;
        while (next < lines.size()) next = feed.sendDue(lines, next, FIRST, NOW, 1, NOW);
        assertThat(sent).extracting(message -> message.body().samples()).containsExactly(100, 100, 50);
    }

    @Test
    void argumentsThatMakeNoSenseAreNamed() {
        assertThat(ReplayArguments.parse(List.of("e.csv", "--detectors", "d.csv", "--speed", "60"))
                        .speed())
                .isEqualTo(60);
        assertThatThrownBy(() -> ReplayArguments.parse(List.of("e.csv"))).hasMessage("--detectors is missing");
        assertThatThrownBy(() -> ReplayArguments.parse(List.of("e.csv", "--detectors", "d", "--speed", "-1")))
                .hasMessage("--speed must be above 0 and up to 10000, but is -1");
        assertThatThrownBy(() -> ReplayArguments.parse(List.of("--fast"))).hasMessage("unknown argument \"--fast\"");
    }

    private static List<EventLine> lines(long... millis) {
        List<EventLine> lines = new ArrayList<>();
        for (long each : millis) lines.add(new EventLine(FIRST.plusNanos(each * 1_000_000), 82, 1));
        return lines;
    }

    private List<Instant> times() {
        return sent.stream()
                .flatMap(message -> ((SignalEvents) message.body()).events().stream())
                .map(event -> event.at())
                .toList();
    }

    private static DeviceMessage decode(byte[] payload) {
        try {
            return DeviceWire.decode(payload);
        } catch (WireException e) {
            throw new AssertionError(e);
        }
    }
}
