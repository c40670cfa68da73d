package city.ioc.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.field.SignalEventCode;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.live.LiveEvents;
import city.ioc.contracts.live.LiveTopic;
import city.ioc.contracts.live.LiveUpdate;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LiveStoreTest {
    private Instant now = Instant.parse("2026-11-21T07:00:00Z");
    private final AtomicLong nanos = new AtomicLong();
    private final LiveStore store = new LiveStore(() -> now, nanos::get, new SimpleMeterRegistry());

    private void publish(LiveUpdate... updates) throws Exception {
        store.publish(CityJson.mapper().writeValueAsBytes(updates));
    }

    private LiveUpdate update(String topic, int value) {
        return new LiveUpdate(topic, value, now, IntNode.valueOf(value));
    }

    private LiveUpdate events(SignalEvent... events) {
        JsonNode body = CityJson.mapper().valueToTree(new LiveEvents(new IntersectionId("vt-01"), List.of(events)));
        return new LiveUpdate("events/vt-01", 1, now, body);
    }

    private List<SignalEvent> eventsKept() throws Exception {
        LiveValue snapshot =
                store.snapshot(TopicFilter.parse("events/vt-01").orElseThrow()).getFirst();
        return EventRing.read(snapshot).events();
    }

    private static SignalEvent event(Instant at, int group) {
        return new SignalEvent(at, SignalEventCode.GROUP_BEGIN_GREEN, group);
    }

    @Test
    void theLatestValueIsKeptAndAGoneTopicForgotten() throws Exception {
        publish(update("alarm/a", 1), update("alarm/a", 2), update("alarm/b", 1));
        assertThat(store.find(LiveTopic.ALARM, "a"))
                .hasValueSatisfying(value -> assertThat(value.version()).isEqualTo(2));
        publish(new LiveUpdate("alarm/a", 3, now, NullNode.getInstance()));
        assertThat(store.list(LiveTopic.ALARM)).extracting(LiveValue::topic).containsExactly("alarm/b");
    }

    @Test
    void aKeptValueDoesNotReplaceANewerOne() throws Exception {
        publish(update("figures/city", 5));
        store.restore(CityJson.mapper()
                .writeValueAsBytes(new LiveUpdate("figures/city", 4, now.minusSeconds(9), IntNode.valueOf(4))));
        assertThat(store.find(LiveTopic.FIGURES, "city").orElseThrow().version())
                .isEqualTo(5);
    }

    @Test
    void kindsWithTheSameBeginningAreNotMixedUp() throws Exception {
        publish(update("device/a", 1), update("decision/a", 1));
        assertThat(store.list(LiveTopic.DEVICE)).hasSize(1);
    }

    @Test
    void eventsOfTheLastThreeMinutesAreKept() throws Exception {
        publish(events(event(now, 1)));
        now = now.plusSeconds(170);
        publish(events(event(now, 2), event(now, 3)));
        assertThat(eventsKept()).extracting(SignalEvent::parameter).containsExactly(1, 2, 3);
        now = now.plusSeconds(20);
        assertThat(eventsKept()).extracting(SignalEvent::parameter).containsExactly(2, 3);
    }

    @Test
    void historyFillsInWhatCameBeforeAndRepeatsNothing() throws Exception {
        publish(events(event(now, 2)));
        assertThat(store.needsHistory("vt-01")).isTrue();
        store.prime("vt-01", List.of(event(now.minusSeconds(60), 1), event(now, 2)));
        assertThat(store.needsHistory("vt-01")).isFalse();
        assertThat(eventsKept()).extracting(SignalEvent::parameter).containsExactly(1, 2);
    }

    @Test
    void aCoreThatSaysNothingForThreeSecondsIsSilent() throws Exception {
        assertThat(store.isCoreSilent()).isTrue();
        publish();
        assertThat(store.isCoreSilent()).isFalse();
        nanos.addAndGet(3_100_000_000L);
        assertThat(store.isCoreSilent()).isTrue();
        assertThat(store.coreSeen()).contains(now);
    }

    @Test
    void bytesThatAreNoUpdatesChangeNothing() throws Exception {
        publish(update("alarm/a", 1));
        store.publish("[{\"topic\":7}]".getBytes(StandardCharsets.UTF_8));
        store.publish("garbage".getBytes(StandardCharsets.UTF_8));
        publish(new LiveUpdate("events/no such place", 1, now, NullNode.getInstance()), update("events/b c", 1));
        assertThat(store.list(LiveTopic.ALARM)).hasSize(1);
    }
}
