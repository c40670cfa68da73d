package city.ioc.api.live;

import city.ioc.api.ApiConfig;
import city.ioc.api.http.Problem;
import city.ioc.api.http.Problem.Type;
import city.ioc.api.operator.Core;
import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.live.BusAddresses;
import city.ioc.contracts.operator.OperatorReply;
import city.ioc.contracts.operator.OperatorRequest;
import city.ioc.contracts.wire.Shards;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to the core: a member of its cluster that keeps none of its data. The event bus needs a member that does; so it is
 * joined when a core node is there, left when the last one is gone, and joined anew after that. A thread of its own looks after
 * this; what is heard is handed to the event loop.
 */
public final class CoreCluster implements Core, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CoreCluster.class);
    private static final long LOOK_MS = 250;
    private static final long RETRY_MS = 2_000;
    private static final long ANSWER_MS = 5_000;
    private static final long JOIN_S = 30;

    private final ApiConfig.Cluster config;
    private final Context context;
    private final LiveStore store;
    private final Consumer<byte[]> siteAdded;
    private final Thread thread;
    private volatile boolean closing;
    private volatile boolean lost;
    private volatile @Nullable Vertx bus;

    /** {@code siteAdded} gets the JSON of sites that were added, on the event loop of {@code context}. */
    public CoreCluster(ApiConfig.Cluster config, Context context, LiveStore store, Consumer<byte[]> siteAdded) {
        this.config = config;
        this.context = context;
        this.store = store;
        this.siteAdded = siteAdded;
        this.thread = Thread.ofPlatform().daemon().name("core-cluster").unstarted(this::run);
    }

    public CoreCluster start() {
        thread.start();
        return this;
    }

    @Override
    public Future<OperatorReply> ask(OperatorRequest request) {
        Vertx joined = bus;
        if (joined == null) return Future.failedFuture(unavailable("No core node is there"));
        Promise<OperatorReply> promise = Promise.promise();
        joined.eventBus()
                .<Object>request(
                        BusAddresses.operator(Shards.of(request.site())),
                        Buffer.buffer(bytes(request)),
                        new DeliveryOptions().setSendTimeout(ANSWER_MS))
                .onComplete(result -> context.runOnContext(v -> {
                    if (result.failed()) promise.fail(problem(result.cause()));
                    else complete(promise, result.result());
                }));
        return promise.future();
    }

    private static void complete(Promise<OperatorReply> promise, Message<Object> message) {
        try {
            promise.complete(CityJson.mapper().readValue(body(message), OperatorReply.class));
        } catch (IOException e) {
            promise.fail(e);
        }
    }

    private static RuntimeException problem(Throwable cause) {
        if (!(cause instanceof ReplyException reply)) return unavailable(String.valueOf(cause.getMessage()));
        return reply.failureType() == ReplyFailure.TIMEOUT
                ? unavailable("It did not answer in time; the ledger shows whether the order was carried out")
                : unavailable(
                        reply.failureType() == ReplyFailure.NO_HANDLERS
                                ? "No core node has this place at the moment"
                                : String.valueOf(reply.getMessage()));
    }

    private static RuntimeException unavailable(String detail) {
        return Problem.of(Type.CORE_UNAVAILABLE, detail).withRetryAfterS(2).asException();
    }

    private void run() {
        HazelcastInstance hazelcast = null;
        while (!closing) {
            try {
                if (hazelcast == null || !hazelcast.getLifecycleService().isRunning()) hazelcast = join();
                look(hazelcast);
                Thread.sleep(LOOK_MS);
            } catch (InterruptedException e) {
                break;
            } catch (RuntimeException | ExecutionException | TimeoutException e) {
                LOG.warn("core cluster cause=\"{}\"", e.toString());
                detach();
                if (!pause()) break;
            }
        }
        detach();
        if (hazelcast != null) hazelcast.shutdown();
    }

    private static boolean pause() {
        try {
            Thread.sleep(RETRY_MS);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private void look(HazelcastInstance hazelcast) throws InterruptedException, ExecutionException, TimeoutException {
        boolean coreThere = hasCore(hazelcast);
        if (bus != null && (lost || !coreThere)) detach();
        if (bus == null && coreThere) attach(hazelcast);
    }

    private static boolean hasCore(HazelcastInstance hazelcast) {
        return hazelcast.getCluster().getMembers().stream().anyMatch(member -> !member.isLiteMember());
    }

    private HazelcastInstance join() {
        HazelcastInstance hazelcast = Hazelcast.newHazelcastInstance(ClusterSettings.liteMember(config));
        hazelcast.getCluster().addMembershipListener(new MembershipListener() {
            @Override
            public void memberAdded(MembershipEvent event) {}

            @Override
            public void memberRemoved(MembershipEvent event) {
                // the bus's registrations were kept by core nodes: with the last of them they are gone
                if (event.getMembers().stream().allMatch(Member::isLiteMember)) lost = true;
            }
        });
        hazelcast.getLifecycleService().addLifecycleListener(event -> {
            if (event.getState() == LifecycleState.MERGED) lost = true;
        });
        return hazelcast;
    }

    private void attach(HazelcastInstance hazelcast) throws InterruptedException, ExecutionException, TimeoutException {
        lost = false;
        Vertx joined = Vertx.builder()
                .with(new VertxOptions()
                        // where the cluster listens, and on no other address of this machine
                        .setEventBusOptions(new EventBusOptions()
                                .setHost(hazelcast
                                        .getCluster()
                                        .getLocalMember()
                                        .getAddress()
                                        .getHost()))
                        .setEventLoopPoolSize(1)
                        .setWorkerPoolSize(2)
                        .setInternalBlockingPoolSize(4))
                .withClusterManager(new HazelcastClusterManager(hazelcast))
                .buildClustered()
                .toCompletionStage()
                .toCompletableFuture()
                .get(JOIN_S, TimeUnit.SECONDS);
        bus = joined;
        await(joined.eventBus()
                .<Object>consumer(BusAddresses.LIVE, message -> {
                    byte[] bytes = body(message);
                    context.runOnContext(v -> store.publish(bytes));
                })
                .completion());
        await(joined.eventBus()
                .<Object>consumer(BusAddresses.SITE_ADDED, message -> {
                    byte[] bytes = body(message);
                    context.runOnContext(v -> siteAdded.accept(bytes));
                })
                .completion());
        int restored = 0;
        for (Object kept : hazelcast.getMap(BusAddresses.LIVE_MAP).values())
            if (kept instanceof byte[] bytes) {
                context.runOnContext(v -> store.restore(bytes));
                restored++;
            }
        LOG.info(
                "core joined members={} restored={}",
                hazelcast.getCluster().getMembers().size(),
                restored);
    }

    private static void await(Future<?> future) throws InterruptedException, ExecutionException, TimeoutException {
        future.toCompletionStage().toCompletableFuture().get(JOIN_S, TimeUnit.SECONDS);
    }

    private void detach() {
        Vertx joined = bus;
        if (joined == null) return;
        bus = null;
        LOG.warn("core left");
        try {
            joined.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("bus did not close cleanly cause=\"{}\"", e.toString());
        }
    }

    private static byte[] body(Message<Object> message) {
        return switch (message.body()) {
            case Buffer buffer -> buffer.getBytes();
            case byte[] bytes -> bytes;
            case null, default -> throw new IllegalArgumentException("a message without bytes");
        };
    }

    private static byte[] bytes(OperatorRequest request) {
        try {
            return CityJson.mapper().writeValueAsBytes(request);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join(15_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
