package city.ioc.api.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.ioc.api.ApiConfig;
import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.live.BusAddresses;
import city.ioc.contracts.live.LiveTopic;
import city.ioc.contracts.live.LiveUpdate;
import city.ioc.contracts.operator.OperatorReply;
import city.ioc.contracts.operator.OperatorRequest;
import city.ioc.contracts.wire.Shards;
import city.ioc.local.FreePort;
import com.fasterxml.jackson.databind.node.IntNode;
import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.spi.cluster.hazelcast.ConfigUtil;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The API among nodes that come and go: it is there before the next core is. */
@Tag("slow")
class CoreClusterTest {
    private static final OperatorRequest ORDER =
            new OperatorRequest.CancelOverride(new IntersectionId("vt-01"), "tester", "enough");

    private final int corePort = FreePort.find();
    private final int apiPort = FreePort.find();
    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final LiveStore store = new LiveStore(InstantSource.system(), System::nanoTime, new SimpleMeterRegistry());

    /** A node that owns data, speaks and answers as a core does. */
    private final class CoreNode {
        final HazelcastInstance hazelcast;
        final Vertx bus;

        CoreNode() throws Exception {
            Config config = ConfigUtil.loadConfig();
            config.setClusterName("test-" + corePort);
            config.getMemberAttributeConfig()
                    .setAttribute("__vertx.nodeId", UUID.randomUUID().toString());
            config.setProperty("hazelcast.logging.type", "slf4j");
            config.setProperty("hazelcast.wait.seconds.before.join", "0");
            config.setProperty("hazelcast.socket.bind.any", "false");
            config.setProperty("hazelcast.phone.home.enabled", "false");
            config.getNetworkConfig().setPort(corePort).setPortAutoIncrement(false);
            var join = config.getNetworkConfig().getJoin();
            join.getAutoDetectionConfig().setEnabled(false);
            join.getMulticastConfig().setEnabled(false);
            join.getTcpIpConfig().setEnabled(true).setMembers(List.of("127.0.0.1:" + corePort, "127.0.0.1:" + apiPort));
            hazelcast = Hazelcast.newHazelcastInstance(config);
            bus = await(Vertx.builder()
                    .with(new VertxOptions().setEventBusOptions(new EventBusOptions().setHost("127.0.0.1")))
                    .withClusterManager(new HazelcastClusterManager(hazelcast))
                    .buildClustered());
            await(bus.eventBus()
                    .<Buffer>consumer(
                            BusAddresses.operator(Shards.of(ORDER.site())),
                            message -> message.reply(Buffer.buffer(bytes(OperatorReply.accepted("done")))))
                    .completion());
        }

        CoreNode publish(int value) {
            bus.eventBus().publish(BusAddresses.LIVE, Buffer.buffer(bytes(new LiveUpdate[] {
                update("figures/city", value)
            })));
            return this;
        }

        /** Gone without a word, as after SIGKILL. */
        void kill() {
            hazelcast.getLifecycleService().terminate();
            bus.close();
        }
    }

    private static LiveUpdate update(String topic, int value) {
        return new LiveUpdate(topic, value, Instant.now(), IntNode.valueOf(value));
    }

    private static byte[] bytes(Object value) {
        try {
            return CityJson.mapper().writeValueAsBytes(value);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private static void until(String what, java.util.concurrent.Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.call()) {
            if (System.nanoTime() > end) throw new AssertionError("never: " + what);
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
    }

    /** Reads what belongs to the event loop there. */
    private <T> T onLoop(Supplier<T> read) throws Exception {
        CompletableFuture<T> result = new CompletableFuture<>();
        context.runOnContext(v -> result.complete(read.get()));
        return result.get(10, TimeUnit.SECONDS);
    }

    private Optional<Integer> heard(String id) throws Exception {
        return onLoop(() ->
                store.find(LiveTopic.FIGURES, id).map(value -> value.body().asInt()));
    }

    private static boolean answers(CoreCluster cluster) {
        try {
            return await(cluster.ask(ORDER)).accepted();
        } catch (Exception notYet) {
            return false;
        }
    }

    @Test
    void theCoreIsLostAndTheNextOneFound() throws Exception {
        ApiConfig.Cluster config =
                new ApiConfig.Cluster("api-" + apiPort, "test-" + corePort, apiPort, List.of("127.0.0.1:" + corePort));
        CoreNode first = new CoreNode();
        first.hazelcast.getMap(BusAddresses.LIVE_MAP).put("figures/kept", bytes(update("figures/kept", 7)));
        CoreCluster cluster = new CoreCluster(config, context, store, site -> {}).start();
        try {
            until("the kept value is restored", () -> heard("kept").equals(Optional.of(7)));
            until(
                    "the bus is heard",
                    () -> first.publish(1) != null && heard("city").equals(Optional.of(1)));
            until("orders are answered", () -> answers(cluster));
            assertThat(first.hazelcast.getCluster().getMembers())
                    .filteredOn(each -> each.isLiteMember())
                    .hasSize(1);

            first.kill();
            until("the loss is noticed", () -> !answers(cluster));
            assertThatThrownBy(() -> await(cluster.ask(ORDER))).hasMessageContaining("No core node");
            CoreNode second = new CoreNode();
            until(
                    "the next core is heard",
                    () -> second.publish(2) != null && heard("city").equals(Optional.of(2)));
            until("the next core answers", () -> answers(cluster));
            second.kill();
        } finally {
            cluster.close();
            vertx.close();
        }
    }
}
