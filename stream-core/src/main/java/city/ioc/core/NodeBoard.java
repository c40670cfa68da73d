package city.ioc.core;

import city.ioc.core.live.NodeTally;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Where the shards of a node post what they count, for the node to add up. Thread-safe. */
final class NodeBoard {
    private final Map<Integer, NodeTally> tallies = new ConcurrentHashMap<>();
    private final Map<Integer, Map<String, Long>> missing = new ConcurrentHashMap<>();
    private final Map<Integer, Map<String, Long>> missingForS = new ConcurrentHashMap<>();

    void post(int shard, NodeTally tally) {
        tallies.put(shard, tally);
    }

    /** Batches missing by gateway, and for how many seconds. */
    void postMissing(int shard, Map<String, Long> batches, Map<String, Long> seconds) {
        missing.put(shard, batches);
        missingForS.put(shard, seconds);
    }

    void forget(int shard) {
        tallies.remove(shard);
        missing.remove(shard);
        missingForS.remove(shard);
    }

    NodeTally sum() {
        return NodeTally.sum(tallies.values());
    }

    long missing(String gateway) {
        return missing.values().stream()
                .mapToLong(each -> each.getOrDefault(gateway, 0L))
                .sum();
    }

    long missing() {
        return missing.values().stream()
                .flatMap(each -> each.values().stream())
                .mapToLong(Long::longValue)
                .sum();
    }

    long missingForS(String gateway) {
        return missingForS.values().stream()
                .mapToLong(each -> each.getOrDefault(gateway, 0L))
                .max()
                .orElse(0);
    }
}
