package city.ioc.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.live.LiveUpdate;
import com.fasterxml.jackson.databind.node.IntNode;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LiveOutboxTest {
    private final LiveOutbox outbox = new LiveOutbox();

    private static LiveValue value(String topic, int version) {
        return new LiveValue(new LiveUpdate(topic, version, Instant.EPOCH, IntNode.valueOf(version)));
    }

    private static List<TopicFilter> filters(String... words) {
        return java.util.Arrays.stream(words)
                .map(word -> TopicFilter.parse(word).orElseThrow())
                .toList();
    }

    private void subscribed(String... words) {
        outbox.subscribe(filters(words));
        outbox.takeSnapshotsDue();
    }

    private List<String> changes() {
        return outbox.takeChanges().stream()
                .map(each -> each.topic() + "@" + each.version())
                .toList();
    }

    @Test
    void onlyTheLatestValueOfATopicIsSent() {
        subscribed("intersection/*");
        outbox.offer(value("intersection/vt-01", 1));
        outbox.offer(value("intersection/vt-02", 1));
        outbox.offer(value("intersection/vt-01", 2));
        assertThat(changes()).containsExactly("intersection/vt-02@1", "intersection/vt-01@2");
        assertThat(changes()).isEmpty();
    }

    @Test
    void whatWasNotSubscribedIsNotSent() {
        subscribed("intersection/vt-01");
        outbox.offer(value("intersection/vt-02", 1));
        outbox.offer(value("device/d-1", 1));
        assertThat(changes()).isEmpty();
    }

    @Test
    void everyPieceOfAnEventLogIsSentInOrder() {
        subscribed("events/vt-01");
        for (int i = 1; i <= 3; i++) outbox.offer(value("events/vt-01", i));
        assertThat(changes()).containsExactly("events/vt-01@1", "events/vt-01@2", "events/vt-01@3");
    }

    @Test
    void piecesBeyondTheBoundEndInAFreshSnapshotOfEverything() {
        subscribed("events/vt-01", "figures/city");
        for (int i = 0; i <= LiveOutbox.MAX_EVENT_PIECES; i++) outbox.offer(value("events/vt-01", i));
        outbox.offer(value("figures/city", 1));
        assertThat(outbox.size()).isZero();
        assertThat(outbox.takeResync()).isTrue();
        assertThat(outbox.takeResync()).isFalse();
        assertThat(outbox.takeSnapshotsDue())
                .containsExactlyInAnyOrderElementsOf(filters("events/vt-01", "figures/city"));
    }

    @Test
    void aSnapshotHoldsWhatWaitedForIt() {
        outbox.subscribe(filters("events/vt-01"));
        outbox.offer(value("events/vt-01", 1));
        assertThat(outbox.takeSnapshotsDue()).hasSize(1);
        assertThat(changes()).isEmpty();
    }

    @Test
    void whatIsNoLongerSubscribedIsNoLongerSent() {
        subscribed("device/*", "device/d-1");
        outbox.offer(value("device/d-1", 1));
        outbox.offer(value("device/d-2", 1));
        outbox.unsubscribe(filters("device/*"));
        assertThat(changes()).containsExactly("device/d-1@1");
    }

    @Property(tries = 100, seed = "20261121")
    void aClientThatNeverReadsTakesBoundedMemory(@ForAll @Size(max = 3000) List<@IntRange(max = 40) Integer> ids) {
        LiveOutbox idle = new LiveOutbox();
        idle.subscribe(filters("device/*", "events/*"));
        for (int id : ids) {
            idle.offer(value("device/d-" + id, id));
            idle.offer(value("events/vt-" + id, id));
        }
        assertThat(idle.size()).isLessThanOrEqualTo(41 + LiveOutbox.MAX_EVENT_PIECES);
    }
}
