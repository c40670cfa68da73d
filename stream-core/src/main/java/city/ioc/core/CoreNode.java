package city.ioc.core;

import city.ioc.contracts.city.CityFiles;
import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.city.Site;
import city.ioc.contracts.live.BusAddresses;
import city.ioc.contracts.street.Device;
import city.ioc.core.cluster.ClusterNode;
import city.ioc.core.cluster.ShardKeeper;
import city.ioc.core.cluster.SnapshotStore;
import city.ioc.core.hotlist.Hotlist;
import city.ioc.core.intake.IntakeMetrics;
import city.ioc.core.intake.MqttGatewayPort;
import city.ioc.core.live.CityFigures;
import city.ioc.core.live.LiveHub;
import city.ioc.core.live.WaitingViolations;
import city.ioc.core.registry.CityRegistry;
import city.ioc.core.store.Database;
import city.ioc.core.store.HistoryStore;
import city.ioc.core.store.HistoryWriter;
import city.ioc.core.store.LatestReadings;
import city.ioc.core.store.LedgerWriter;
import city.ioc.core.store.StoreMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One node of the core, put together. Live state and control start as soon as the cluster is joined; the store follows when the
 * database answers.
 */
final class CoreNode implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CoreNode.class);
    private static final long JOIN_TIMEOUT_S = 60;
    private static final long CLOSE_TIMEOUT_S = 5;

    private final PrometheusMeterRegistry metrics;
    private final Database database;
    private final HistoryWriter history;
    private final LedgerWriter ledger;
    private final MqttGatewayPort gateways;
    private final ClusterNode cluster;
    private final ShardKeeper keeper;
    private final StoreStart store;

    private CoreNode(
            PrometheusMeterRegistry metrics,
            Database database,
            HistoryWriter history,
            LedgerWriter ledger,
            MqttGatewayPort gateways,
            ClusterNode cluster,
            ShardKeeper keeper,
            StoreStart store) {
        this.metrics = metrics;
        this.database = database;
        this.history = history;
        this.ledger = ledger;
        this.gateways = gateways;
        this.cluster = cluster;
        this.keeper = keeper;
        this.store = store;
    }

    /** Joins the cluster and starts. */
    static CoreNode start(CoreConfig config) throws InterruptedException, ExecutionException, TimeoutException {
        CityRegistry registry = new CityRegistry(CityFiles.read(config.cityFolder()));
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        StoreMetrics storeMetrics = new StoreMetrics(metrics);
        IntakeMetrics intakeMetrics = new IntakeMetrics(metrics);
        ClusterNode cluster = await(ClusterNode.join(config.cluster(), config.node()), JOIN_TIMEOUT_S);

        Database database = Database.open(
                config.database().url(),
                config.database().user(),
                config.database().password());
        HistoryStore historyStore =
                new HistoryStore(database.dataSource(), registry::findDevice, config.clock(), storeMetrics);
        LedgerWriter ledger = new LedgerWriter(database.dataSource(), storeMetrics);
        LatestReadings latest = new LatestReadings(database.dataSource());
        NodeFan fan = new NodeFan();
        NodeBoard board = new NodeBoard();
        MqttGatewayPort gateways =
                MqttGatewayPort.open(config.mqtt(), config.node(), fan::gateway, registry::add, fan::reconnected);
        HistoryWriter history = new HistoryWriter(historyStore, gateways::send, config.clock(), storeMetrics);
        SnapshotStore snapshots = new SnapshotStore(cluster.hazelcast());
        LiveHub live = new LiveHub(cluster.vertx(), snapshots, config.clock());
        Promise<CoreServices.Remembered> remembered = Promise.promise();
        Hotlist hotlist = new Hotlist(database.dataSource(), config.clock());
        CoreServices services = new CoreServices(
                config.clock(),
                config.strategy().word(),
                config.shadow().map(CoreConfig.Strategy::word),
                registry,
                gateways,
                history,
                ledger,
                latest,
                live,
                snapshots,
                intakeMetrics,
                config.violations(),
                new ViolationMetrics(metrics),
                hotlist,
                storeMetrics,
                board,
                fan,
                remembered.future());
        listenForSites(cluster, registry);
        ShardKeeper keeper = new ShardKeeper(cluster, shard -> new ShardVerticle(shard, services));
        keeper.start();
        new CityFigures(
                        cluster,
                        config.node(),
                        live,
                        config.clock(),
                        new CityFigures.Sources(
                                board::sum,
                                intakeMetrics::messages,
                                intakeMetrics::samples,
                                storeMetrics::lag,
                                () -> registry.now().city().intersections().size()))
                .start();
        new WaitingViolations(cluster.vertx(), database.dataSource(), live, config.clock(), cluster::isFirst).start();
        hotlist.start(cluster.vertx());
        StoreStart store = new StoreStart(
                config, database, historyStore, registry, latest, storeMetrics, cluster::isFirst, found -> {
                    history.start();
                    ledger.start();
                    remembered.complete(found);
                });
        store.start();
        registry.onAdded(
                site -> store.register(site.devices().stream().map(Device::id).toList()));
        metrics.gauge("ioc_core_store_queue_rows", history, HistoryWriter::queuedRows);
        metrics.gauge("ioc_core_missing_batches", board, NodeBoard::missing);
        metrics.gauge("ioc_core_mqtt_unsent", gateways, MqttGatewayPort::unsent);
        metrics.gauge("ioc_core_mqtt_undecodable", gateways, MqttGatewayPort::undecodable);
        CoreNode node = new CoreNode(metrics, database, history, ledger, gateways, cluster, keeper, store);
        await(
                MetricsServer.start(cluster.vertx(), config.metricsPort(), metrics, () -> node.health(storeMetrics)),
                JOIN_TIMEOUT_S);
        return node;
    }

    private static void listenForSites(ClusterNode cluster, CityRegistry registry) {
        cluster.vertx().eventBus().<Buffer>consumer(BusAddresses.SITE_ADDED, message -> {
            try {
                registry.add(CityJson.mapper().readValue(message.body().getBytes(), Site.class));
            } catch (IOException e) {
                LOG.error("event=site_unreadable error=\"{}\"", e.getMessage());
            }
        });
    }

    private MetricsServer.Health health(StoreMetrics storeMetrics) {
        boolean migrated = store.isReady();
        return new MetricsServer.Health(
                migrated,
                "{\"ready\":" + migrated + ",\"broker\":" + gateways.isConnected() + ",\"database\":"
                        + (migrated && storeMetrics.databaseLostSince().isEmpty()) + ",\"members\":"
                        + cluster.hazelcast().getCluster().getMembers().size() + "}");
    }

    ClusterNode cluster() {
        return cluster;
    }

    /** Whether history is being written. */
    boolean isReady() {
        return store.isReady();
    }

    private static <T> T await(Future<T> future, long seconds)
            throws InterruptedException, ExecutionException, TimeoutException {
        return future.toCompletionStage().toCompletableFuture().get(seconds, TimeUnit.SECONDS);
    }

    /** Hands its shards over, commits what is queued, leaves. */
    @Override
    public void close() {
        try {
            await(keeper.close(), CLOSE_TIMEOUT_S);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("event=shards_not_ended error=\"{}\"", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        store.close();
        history.close();
        ledger.close();
        gateways.close();
        try {
            await(cluster.vertx().close(), CLOSE_TIMEOUT_S);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("event=cluster_not_left error=\"{}\"", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        database.close();
        metrics.close();
    }
}
