package city.ioc.contracts.live;

/**
 * Addresses and maps of the cluster (Vert.x event bus over Hazelcast). Bodies are JSON bytes by
 * {@link city.ioc.contracts.city.CityJson}.
 */
public final class BusAddresses {
    /** Published by core nodes: a JSON array of {@link LiveUpdate}. */
    public static final String LIVE = "ioc.live";

    /** IMap: topic → bytes of the latest {@link LiveUpdate}; for a fresh start of the API. {@link LiveTopic#EVENTS} is not kept. */
    public static final String LIVE_MAP = "ioc.live";

    /** IMap: intersection → the owner's snapshot, once a second; the core's own format. */
    public static final String SNAPSHOT_MAP = "ioc.snapshot";

    /** Published by the core after a site was registered: JSON of {@link city.ioc.contracts.city.Site}. */
    public static final String SITE_ADDED = "ioc.site";

    private BusAddresses() {}

    /** Point-to-point between core nodes, consumed by the shard's owner: who has set out for its intersections; the core's format. */
    public static String platoons(int shard) {
        return "ioc.platoons." + shard;
    }

    /**
     * Point-to-point, consumed by the shard's owner: {@link city.ioc.contracts.operator.OperatorRequest} in,
     * {@link city.ioc.contracts.operator.OperatorReply} out.
     */
    public static String operator(int shard) {
        return "ioc.operator." + shard;
    }
}
