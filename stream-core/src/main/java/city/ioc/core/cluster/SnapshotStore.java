package city.ioc.core.cluster;

import city.ioc.contracts.live.BusAddresses;
import city.ioc.core.live.LiveHub;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.map.IMap;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Snapshots and latest live values in the cluster's memory, each with a backup on another node. Thread-safe, never blocks. */
public final class SnapshotStore implements LiveHub.Keeper {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotStore.class);

    private final IMap<String, byte[]> snapshots;
    private final IMap<String, byte[]> live;

    public SnapshotStore(HazelcastInstance hazelcast) {
        snapshots = hazelcast.getMap(BusAddresses.SNAPSHOT_MAP);
        live = hazelcast.getMap(BusAddresses.LIVE_MAP);
    }

    /** Completes on the caller's context. */
    public Future<Void> put(String key, byte[] snapshot, Context context) {
        return ask(() -> snapshots.setAsync(key, snapshot), context).mapEmpty();
    }

    /** Completes on the caller's context. */
    public Future<Optional<byte[]>> find(String key, Context context) {
        return ask(() -> snapshots.getAsync(key), context).map(Optional::ofNullable);
    }

    @Override
    public void keep(String topic, byte[] update) {
        askUnheard(() -> live.setAsync(topic, update));
    }

    @Override
    public void drop(String topic) {
        askUnheard(() -> live.removeAsync(topic));
    }

    /** A node that is leaving the cluster cannot ask any more; it has handed over what matters. */
    private static <T> Future<T> ask(Supplier<CompletionStage<T>> request, Context context) {
        try {
            return Future.fromCompletionStage(request.get(), context);
        } catch (HazelcastInstanceNotActiveException e) {
            return Future.failedFuture(e);
        }
    }

    private static void askUnheard(Runnable request) {
        try {
            request.run();
        } catch (HazelcastInstanceNotActiveException e) {
            LOG.debug("event=live_value_not_kept error=\"{}\"", e.getMessage());
        }
    }
}
