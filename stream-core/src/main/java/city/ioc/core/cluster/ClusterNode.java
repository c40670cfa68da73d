package city.ioc.core.cluster;

import city.ioc.contracts.live.BusAddresses;
import city.ioc.core.CoreConfig;
import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.core.HazelcastInstance;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.spi.cluster.hazelcast.ConfigUtil;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;

/** This process as a member of the cluster. Thread-safe. */
public record ClusterNode(Vertx vertx, HazelcastInstance hazelcast) {
    private static final int EVENT_LOOPS = 2;

    /** Joins; members are named one by one, nothing is looked for on the network. */
    public static Future<ClusterNode> join(CoreConfig.Cluster cluster, String node) {
        HazelcastClusterManager manager = new HazelcastClusterManager(configure(cluster, node));
        VertxOptions options =
                new VertxOptions().setEventLoopPoolSize(EVENT_LOOPS).setWorkerPoolSize(4);
        return Vertx.builder()
                .with(options)
                .withClusterManager(manager)
                .buildClustered()
                .map(vertx -> new ClusterNode(vertx, manager.getHazelcastInstance()));
    }

    private static Config configure(CoreConfig.Cluster cluster, String node) {
        Config config = ConfigUtil.loadConfig();
        config.setClusterName(cluster.name());
        config.setInstanceName(node);
        config.getNetworkConfig().setPort(cluster.port()).setPortAutoIncrement(false);
        JoinConfig join = config.getNetworkConfig().getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(true).setMembers(cluster.members());
        config.addMapConfig(new MapConfig(BusAddresses.SNAPSHOT_MAP).setBackupCount(1));
        config.addMapConfig(new MapConfig(BusAddresses.LIVE_MAP).setBackupCount(1));
        config.setProperty("hazelcast.logging.type", "slf4j");
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.shutdownhook.enabled", "false");
        config.setProperty("hazelcast.socket.bind.any", "false");
        config.setProperty("hazelcast.wait.seconds.before.join", "0");
        config.setProperty("hazelcast.max.no.heartbeat.seconds", "10");
        config.setProperty("hazelcast.heartbeat.interval.seconds", "2");
        config.setProperty("hazelcast.health.monitoring.level", "OFF");
        config.setProperty("hazelcast.operation.thread.count", "2");
        config.setProperty("hazelcast.operation.generic.thread.count", "2");
        config.setProperty("hazelcast.event.thread.count", "1");
        config.setProperty("hazelcast.io.thread.count", "1");
        return config;
    }

    /** Whether this node is the one that does what one node does for all: the oldest that owns data. */
    public boolean isFirst() {
        return hazelcast.getCluster().getMembers().stream()
                .filter(member -> !member.isLiteMember())
                .findFirst()
                .filter(member -> member.localMember())
                .isPresent();
    }
}
