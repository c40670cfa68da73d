package city.ioc.core.cluster;

import city.ioc.contracts.live.BusAddresses;
import city.ioc.core.live.LiveHub;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.map.IMap;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Snapshots and latest live values in the cluster's memory, each with a backup on another node. Thread-safe, never blocks. */
public final class SnapshotStore implements LiveHub.Keeper {
    private final IMap<String, byte[]> snapshots;
    private final IMap<String, byte[]> live;

    public SnapshotStore(HazelcastInstance hazelcast) {
        snapshots = hazelcast.getMap(BusAddresses.SNAPSHOT_MAP);
        live = hazelcast.getMap(BusAddresses.LIVE_MAP);
    }

    public Future<Void> put(String key, byte[] snapshot) {
        return ask(() -> snapshots.setAsync(key, snapshot)).mapEmpty();
    }

    public Future<Optional<byte[]>> find(String key) {
        return ask(() -> snapshots.getAsync(key)).map(Optional::ofNullable);
    }

    @Override
    public void keep(String topic, byte[] update) {
        ask(() -> live.setAsync(topic, update));
    }

    @Override
    public void drop(String topic) {
        ask(() -> live.removeAsync(topic));
    }

    /** A node that is leaving the cluster cannot ask any more; it has handed over what matters. */
    private static <T> Future<T> ask(Supplier<CompletionStage<T>> request) {
        try {
            return Future.fromCompletionStage(request.get());
        } catch (HazelcastInstanceNotActiveException e) {
            return Future.failedFuture(e);
        }
    }
}
