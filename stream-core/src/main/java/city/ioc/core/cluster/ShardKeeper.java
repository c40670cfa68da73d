package city.ioc.core.cluster;

import city.ioc.contracts.wire.Shards;
import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.map.IMap;
import com.hazelcast.partition.MigrationListener;
import com.hazelcast.partition.MigrationState;
import com.hazelcast.partition.ReplicaMigrationEvent;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the shards whose Hazelcast partition this node owns. When ownership moves, the old owner ends its shard first: a claim in
 * a map says who runs a shard, and a new owner waits until the claim is gone or its holder has left the cluster. Its state
 * belongs to one context; Hazelcast is asked on a worker.
 */
public final class ShardKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(ShardKeeper.class);
    private static final String CLAIMS = "ioc.shard-claim";
    private static final long CHECK_MS = 500;

    private final Vertx vertx;
    private final HazelcastInstance hazelcast;
    private final IntFunction<Deployable> shards;
    private final Context context;
    private final UUID self;
    private final Map<Integer, String> running = new HashMap<>();
    private boolean busy;
    private boolean again;
    private boolean closing;

    /** What has to change. */
    private record Plan(List<Integer> toEnd, List<Integer> toStart, boolean waiting) {}

    public ShardKeeper(ClusterNode node, IntFunction<Deployable> shards) {
        this.vertx = node.vertx();
        this.hazelcast = node.hazelcast();
        this.shards = shards;
        this.context = vertx.getOrCreateContext();
        this.self = hazelcast.getCluster().getLocalMember().getUuid();
    }

    /** The key whose partition decides who owns a shard. */
    static String key(int shard) {
        return "shard-" + shard;
    }

    public void start() {
        hazelcast.getCluster().addMembershipListener(new MembershipListener() {
            @Override
            public void memberAdded(MembershipEvent event) {
                LOG.info("event=member_joined member={}", event.getMember().getAddress());
                check();
            }

            @Override
            public void memberRemoved(MembershipEvent event) {
                LOG.warn("event=member_left member={}", event.getMember().getAddress());
                check();
            }
        });
        hazelcast.getPartitionService().addMigrationListener(new MigrationListener() {
            @Override
            public void migrationStarted(MigrationState state) {}

            @Override
            public void migrationFinished(MigrationState state) {
                check();
            }

            @Override
            public void replicaMigrationCompleted(ReplicaMigrationEvent event) {}

            @Override
            public void replicaMigrationFailed(ReplicaMigrationEvent event) {}
        });
        vertx.setPeriodic(1, CHECK_MS, timer -> check());
    }

    /** How many shards run here. */
    public Future<Set<Integer>> running() {
        return Future.future(promise -> context.runOnContext(v -> promise.complete(Set.copyOf(running.keySet()))));
    }

    private void check() {
        context.runOnContext(v -> {
            if (closing) return;
            if (busy) {
                again = true;
                return;
            }
            busy = true;
            Set<Integer> here = Set.copyOf(running.keySet());
            work(() -> plan(here)).compose(this::carryOut).onComplete(done -> {
                busy = false;
                if (done.failed())
                    LOG.warn(
                            "event=ownership_check_failed error=\"{}\"",
                            done.cause().toString());
                if (again) {
                    again = false;
                    check();
                }
            });
        });
    }

    private <T> Future<T> work(Callable<T> task) {
        return Future.future(promise -> vertx.<T>executeBlocking(task, true)
                .onComplete(done -> context.runOnContext(v -> {
                    if (done.succeeded()) promise.complete(done.result());
                    else promise.fail(done.cause());
                })));
    }

    private Plan plan(Set<Integer> here) {
        IMap<Integer, UUID> claims = hazelcast.getMap(CLAIMS);
        Set<UUID> members = new HashSet<>();
        for (Member member : hazelcast.getCluster().getMembers()) members.add(member.getUuid());
        List<Integer> toEnd = new ArrayList<>();
        List<Integer> toStart = new ArrayList<>();
        boolean waiting = false;
        for (int shard = 0; shard < Shards.COUNT; shard++) {
            Member owner =
                    hazelcast.getPartitionService().getPartition(key(shard)).getOwner();
            boolean ours = owner != null && owner.localMember();
            if (here.contains(shard)) {
                if (!ours && owner != null) toEnd.add(shard);
            } else if (ours) {
                if (claim(claims, shard, members)) toStart.add(shard);
                else waiting = true;
            }
        }
        return new Plan(toEnd, toStart, waiting);
    }

    private boolean claim(IMap<Integer, UUID> claims, int shard, Set<UUID> members) {
        UUID holder = claims.putIfAbsent(shard, self);
        if (holder == null || holder.equals(self)) return true;
        return !members.contains(holder) && claims.replace(shard, holder, self);
    }

    private Future<Void> carryOut(Plan plan) {
        Future<Void> done = Future.succeededFuture();
        for (int shard : plan.toEnd()) done = done.compose(v -> end(shard));
        for (int shard : plan.toStart()) done = done.compose(v -> begin(shard));
        return done;
    }

    private Future<Void> begin(int shard) {
        return vertx.deployVerticle(shards.apply(shard), new DeploymentOptions())
                .onSuccess(id -> {
                    running.put(shard, id);
                    LOG.debug("event=shard_started shard={}", shard);
                })
                .onFailure(failure -> LOG.error("event=shard_failed shard={}", shard, failure))
                .recover(failure -> release(shard).mapEmpty())
                .mapEmpty();
    }

    private Future<Void> end(int shard) {
        String id = running.remove(shard);
        if (id == null) return Future.succeededFuture();
        return vertx.undeploy(id)
                .recover(failure -> {
                    LOG.error("event=shard_end_failed shard={}", shard, failure);
                    return Future.succeededFuture();
                })
                .compose(v -> release(shard))
                .onSuccess(v -> LOG.debug("event=shard_ended shard={}", shard));
    }

    private Future<Void> release(int shard) {
        return work(() -> {
                    try {
                        hazelcast.<Integer, UUID>getMap(CLAIMS).remove(shard, self);
                    } catch (HazelcastInstanceNotActiveException e) {
                        LOG.debug("event=claim_left shard={}", shard);
                    }
                    return true;
                })
                .mapEmpty();
    }

    /** Ends every shard here, so that the next owners can start at once. */
    public Future<Void> close() {
        return Future.future(promise -> context.runOnContext(v -> {
            closing = true;
            Future<Void> done = Future.succeededFuture();
            for (int shard : List.copyOf(running.keySet())) done = done.compose(w -> end(shard));
            done.onComplete(promise);
        }));
    }
}
