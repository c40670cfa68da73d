package city.ioc.core;

import city.ioc.contracts.live.LiveAlarm;
import city.ioc.contracts.live.LiveIncident;
import city.ioc.contracts.time.CityClock;
import city.ioc.core.cluster.SnapshotStore;
import city.ioc.core.hotlist.Hotlist;
import city.ioc.core.intake.GatewayPort;
import city.ioc.core.intake.IntakeMetrics;
import city.ioc.core.live.LiveSink;
import city.ioc.core.registry.CityRegistry;
import city.ioc.core.store.HistoryWriter;
import city.ioc.core.store.LatestReadings;
import city.ioc.core.store.LedgerRow;
import city.ioc.core.store.LedgerWriter;
import city.ioc.core.store.StoreMetrics;
import city.ioc.core.violation.ViolationSettings;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** What a node lends to its shards. */
record CoreServices(
        CityClock clock,
        String strategy,
        Optional<String> shadow,
        CityRegistry registry,
        GatewayPort gateways,
        HistoryWriter history,
        LedgerWriter ledger,
        LatestReadings latest,
        LiveSink live,
        SnapshotStore snapshots,
        IntakeMetrics intakeMetrics,
        ViolationSettings violations,
        ViolationMetrics violationMetrics,
        Hotlist hotlist,
        StoreMetrics storeMetrics,
        NodeBoard board,
        NodeFan fan,
        Future<Remembered> remembered) {

    /** What the database tells a node that starts: what was open when the core last wrote. */
    record Remembered(List<LiveAlarm> alarms, List<LiveIncident> incidents, List<LedgerRow.SignalOverride> overrides) {}
}
