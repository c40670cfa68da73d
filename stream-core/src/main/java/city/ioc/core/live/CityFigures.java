package city.ioc.core.live;

import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.live.LiveTopic;
import city.ioc.core.cluster.ClusterNode;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Once a second every node tells what its shards count, and the first of them adds up and publishes the city's figures. Owned by
 * one context.
 */
public final class CityFigures {
    private static final Logger LOG = LoggerFactory.getLogger(CityFigures.class);
    private static final String TALLIES = "ioc.tally";
    private static final long EVERY_MS = 1_000;

    private final ClusterNode cluster;
    private final String node;
    private final LiveSink live;
    private final InstantSource clock;
    private final Sources sources;
    private final NodeTally.Board board = new NodeTally.Board();
    private long messages;
    private long samples;
    private long atNanos;

    /** What a node counts. */
    public record Sources(
            Supplier<NodeTally> shards,
            LongSupplier messages,
            LongSupplier samples,
            Supplier<Duration> storeLag,
            IntSupplier intersections) {}

    private record Posting(String node, NodeTally tally) {}

    public CityFigures(ClusterNode cluster, String node, LiveSink live, InstantSource clock, Sources sources) {
        this.cluster = cluster;
        this.node = node;
        this.live = live;
        this.clock = clock;
        this.sources = sources;
    }

    public void start() {
        cluster.vertx().getOrCreateContext().runOnContext(v -> {
            messages = sources.messages().getAsLong();
            samples = sources.samples().getAsLong();
            atNanos = System.nanoTime();
            cluster.vertx().eventBus().<Buffer>consumer(TALLIES, message -> take(message.body()));
            cluster.vertx().setPeriodic(EVERY_MS, timer -> tell());
        });
    }

    private void take(Buffer body) {
        try {
            Posting posting = CityJson.mapper().readValue(body.getBytes(), Posting.class);
            board.post(posting.node(), posting.tally(), System.nanoTime());
        } catch (IOException e) {
            LOG.warn("event=tally_unreadable error=\"{}\"", e.getMessage());
        }
    }

    private void tell() {
        long now = System.nanoTime();
        long messagesNow = sources.messages().getAsLong();
        long samplesNow = sources.samples().getAsLong();
        double seconds = (now - atNanos) / 1e9;
        NodeTally tally = sources.shards()
                .get()
                .plus(NodeTally.ofIntake(
                        (messagesNow - messages) / seconds,
                        (samplesNow - samples) / seconds,
                        sources.storeLag().get().toMillis() / 1000.0));
        messages = messagesNow;
        samples = samplesNow;
        atNanos = now;
        try {
            cluster.vertx()
                    .eventBus()
                    .publish(TALLIES, Buffer.buffer(CityJson.mapper().writeValueAsBytes(new Posting(node, tally))));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tally cannot be written", e);
        }
        if (cluster.isFirst())
            live.put(
                    LiveTopic.FIGURES,
                    "city",
                    board.sum(now)
                            .toFigures(clock.instant(), sources.intersections().getAsInt()));
    }
}
