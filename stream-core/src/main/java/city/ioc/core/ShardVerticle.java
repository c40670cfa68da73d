package city.ioc.core;

import city.ioc.contracts.city.Site;
import city.ioc.contracts.command.ControllerCommand;
import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.gateway.DeviceRecord;
import city.ioc.contracts.gateway.GatewayStatus;
import city.ioc.contracts.id.GatewayId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.live.BusAddresses;
import city.ioc.contracts.live.LiveAlarm;
import city.ioc.contracts.live.LiveDecision;
import city.ioc.contracts.live.LiveTopic;
import city.ioc.contracts.operator.OperatorRequest;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.wire.Shards;
import city.ioc.core.alarm.AlarmKind;
import city.ioc.core.control.ControlOutput;
import city.ioc.core.control.MeteredStrategy;
import city.ioc.core.control.PlatoonNews;
import city.ioc.core.control.ShadowOrder;
import city.ioc.core.control.SignalOverride;
import city.ioc.core.control.SignalRuntime;
import city.ioc.core.hotlist.HotlistWatch;
import city.ioc.core.intake.ShardIntake;
import city.ioc.core.live.NodeTally;
import city.ioc.core.operator.OperatorDesk;
import city.ioc.core.registry.CityIndex.SiteConfig;
import city.ioc.core.state.AlarmDesk;
import city.ioc.core.state.BookSnapshot;
import city.ioc.core.state.CityDesk;
import city.ioc.core.state.IncidentDesk;
import city.ioc.core.state.SignalDesk;
import city.ioc.core.state.SiteDesk;
import city.ioc.core.state.SiteSnapshot;
import city.ioc.core.store.LedgerRow;
import city.ioc.signal.decision.ControlStrategy;
import city.ioc.signal.decision.Strategies;
import city.ioc.signal.model.SignalLayout;
import city.ioc.signal.model.SignalState;
import city.ioc.signal.traffic.LaneLayout;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One shard: its sites, their control, its alarms. Its event loop is the only thread that touches them. */
final class ShardVerticle extends VerticleBase implements NodeFan.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(ShardVerticle.class);
    private static final Duration TICK = Duration.ofMillis(200);
    private static final long SECOND_MS = 1_000;
    private static final long COALESCE_MS = 20;
    private static final String SHADOW = "SHADOW";

    private final int shard;
    private final CoreServices node;
    private final Map<IntersectionId, SiteDesk> sites = new LinkedHashMap<>();
    private final Consumer<Site> siteAdded = this::siteAdded;
    private final AlarmDesk alarms;
    private final IncidentDesk incidents;
    private final ViolationOffice violations;
    private final HotlistWatch hotlist;
    private final ShardIntake intake;
    private final Optional<CityDesk> city;
    private @Nullable MessageConsumer<Object> operator;
    private @Nullable MessageConsumer<byte[]> platoons;
    private Instant toldDownstream = Instant.EPOCH;
    private boolean publishing;

    ShardVerticle(int shard, CoreServices node) {
        this.shard = shard;
        this.node = node;
        alarms = new AlarmDesk(node.live(), node.ledger()::offer, node.clock().instant());
        incidents =
                new IncidentDesk(node.live(), node.ledger()::offer, node.clock().instant());
        violations =
                new ViolationOffice(node.violations(), node.gateways(), node.ledger()::offer, node.violationMetrics());
        hotlist = new HotlistWatch(
                node.hotlist(),
                (site, entry, values, at) ->
                        alarms.certainlyOccurred(AlarmKind.HOTLIST_SIGHTING, site, entry, values, at));
        intake = new ShardIntake(
                shard,
                node.registry(),
                id -> Optional.ofNullable(sites.get(id)),
                this::observe,
                node.history()::offer,
                () -> sites.values().forEach(SiteDesk::missedEvents),
                node.intakeMetrics());
        city = Shards.of(OperatorRequest.CITY) == shard
                ? Optional.of(new CityDesk(alarms, node.live(), new CoreView(node)))
                : Optional.empty();
    }

    @Override
    public Future<?> start() {
        node.registry().now().listSites(shard).forEach(this::open);
        return resume().compose(this::listen);
    }

    private Future<?> listen(Object resumed) {
        node.fan().add(this);
        node.registry().onAdded(siteAdded);
        vertx.setPeriodic(SECOND_MS, timer -> second());
        vertx.setPeriodic(node.clock().realMillis(TICK), timer -> tick());
        node.gateways().listen(shard, bytes -> context.runOnContext(v -> receive(bytes)));
        MessageConsumer<byte[]> news = vertx.eventBus().consumer(BusAddresses.platoons(shard));
        news.handler(message -> expect(message.body()));
        platoons = news;
        MessageConsumer<Object> consumer = vertx.eventBus().consumer(BusAddresses.operator(shard));
        consumer.handler(this::answer);
        operator = consumer;
        return Future.all(consumer.completion(), news.completion());
    }

    @Override
    public Future<?> stop() {
        node.gateways().silence(shard);
        node.fan().remove(this);
        node.registry().forget(siteAdded);
        node.board().forget(shard);
        Future<?> unregistered = operator == null ? Future.succeededFuture() : operator.unregister();
        Future<?> deaf = platoons == null ? Future.succeededFuture() : platoons.unregister();
        return Future.join(unregistered, deaf).compose(v -> snapshot());
    }

    // Sites

    private void open(SiteConfig config) {
        config.intersection().ifPresent(violations::open);
        ZoneId zone = node.registry().now().city().timeZone();
        sites.put(
                config.id(),
                new SiteDesk(
                        config,
                        config.intersection().map(x -> signals(x, config, zone)),
                        alarms,
                        incidents,
                        node.live(),
                        node.latest(),
                        zone));
    }

    private SignalDesk signals(Intersection x, SiteConfig config, ZoneId zone) {
        LaneLayout lanes = node.registry().now().lanesOf(x.id());
        SignalState state = new SignalState(SignalLayout.of(x, config.devices(), lanes));
        Optional<SignalRuntime> runtime = x.control() == Intersection.Control.COMMANDED
                ? Optional.of(new SignalRuntime(
                        state, strategy(state.layout()), isCoordinated(x.id()), zone, new Output(x.id())))
                : Optional.empty();
        runtime.ifPresent(control -> node.shadow()
                .ifPresent(strategy -> control.restore(
                        ShadowOrder.bySettings(x.id(), strategy, node.clock().instant()))));
        return new SignalDesk(state, runtime, config.devices(), zone);
    }

    private ControlStrategy strategy(SignalLayout layout) {
        var current = node.registry().now().city();
        ControlStrategy strategy = Strategies.laddered(
                node.strategy(),
                layout,
                current.timeZone(),
                isCoordinated(layout.intersection().id()));
        return new MeteredStrategy(strategy, node.intakeMetrics()::asked);
    }

    private boolean isCoordinated(IntersectionId id) {
        return node.registry().now().city().corridors().stream()
                .anyMatch(corridor -> corridor.intersections().contains(id));
    }

    private void siteAdded(Site site) {
        IntersectionId id = site.intersection().id();
        if (Shards.of(id) != shard) return;
        context.runOnContext(v -> {
            node.registry().now().findSite(id).ifPresent(this::open);
            LOG.info("event=site_opened site={} shard={}", id, shard);
        });
    }

    private Future<?> resume() {
        Instant now = node.clock().instant();
        List<Future<?>> read = new ArrayList<>();
        for (SiteDesk site : sites.values()) {
            read.add(node.snapshots().find(site.id().value(), context).onSuccess(bytes -> {
                if (bytes.isPresent()) resume(site, bytes.get(), now);
                else resumeRemembered(site, now);
            }));
        }
        read.add(node.snapshots().find(booksKey(), context).onSuccess(bytes -> {
            if (bytes.isPresent()) resumeBooks(bytes.get(), now);
            else node.remembered().onSuccess(open -> context.runOnContext(v -> restoreBooks(open)));
        }));
        return Future.all(read).recover(failure -> {
            LOG.warn("event=snapshot_unread shard={} error=\"{}\"", shard, failure.toString());
            return Future.succeededFuture();
        });
    }

    private void resume(SiteDesk site, byte[] bytes, Instant now) {
        try {
            site.resume(SiteSnapshot.of(bytes), now);
        } catch (IOException e) {
            LOG.warn("event=snapshot_unreadable site={} error=\"{}\"", site.id(), e.getMessage());
        }
    }

    private void resumeRemembered(SiteDesk site, Instant now) {
        node.remembered()
                .onSuccess(open -> context.runOnContext(v -> {
                    resumeShadow(site, open.overrides(), now);
                    open.overrides().stream()
                            .filter(row -> !row.kind().equals(ShadowOrder.KIND))
                            .filter(row -> row.intersection().equals(site.id().value()))
                            .map(SignalOverride::of)
                            .filter(override -> !override.isExpired(now))
                            .forEach(override -> site.signals()
                                    .flatMap(SignalDesk::runtime)
                                    .filter(control -> control.findOverride().isEmpty())
                                    .ifPresent(control -> control.restore(override)));
                }));
    }

    private static void resumeShadow(SiteDesk site, List<LedgerRow.SignalOverride> rows, Instant now) {
        rows.stream()
                .filter(row -> row.kind().equals(ShadowOrder.KIND))
                .filter(row -> row.intersection().equals(site.id().value()))
                .map(ShadowOrder::of)
                .filter(order -> !order.isExpired(now))
                .forEach(order -> site.signals()
                        .flatMap(SignalDesk::runtime)
                        .filter(control -> control.findShadow().isEmpty())
                        .ifPresent(control -> control.restore(order)));
    }

    private void resumeBooks(byte[] bytes, Instant now) {
        try {
            BookSnapshot books = BookSnapshot.of(bytes);
            alarms.restore(books.alarms(), now);
            incidents.restore(books.incidents(), now);
        } catch (IOException e) {
            LOG.warn("event=snapshot_unreadable shard={} error=\"{}\"", shard, e.getMessage());
        }
    }

    private void restoreBooks(CoreServices.Remembered open) {
        Instant now = node.clock().instant();
        alarms.restore(
                open.alarms().stream().filter(alarm -> isOurs(alarm.site())).toList(), now);
        incidents.restore(
                open.incidents().stream()
                        .filter(incident -> isOurs(incident.site()))
                        .toList(),
                now);
    }

    private boolean isOurs(String site) {
        return Shards.of(new IntersectionId(site)) == shard;
    }

    private String booksKey() {
        return "books/" + shard;
    }

    /** An order must outlive this node from its first moment on. */
    private void keep(IntersectionId id) {
        SiteDesk site = sites.get(id);
        if (site == null) return;
        node.snapshots()
                .put(id.value(), site.snapshot(node.clock().instant()).toBytes(), context)
                .onFailure(failure ->
                        LOG.warn("event=snapshot_unwritten shard={} error=\"{}\"", shard, failure.toString()));
    }

    private Future<?> snapshot() {
        Instant now = node.clock().instant();
        List<Future<?>> written = new ArrayList<>();
        for (SiteDesk site : sites.values())
            written.add(
                    node.snapshots().put(site.id().value(), site.snapshot(now).toBytes(), context));
        if (alarms.isSettled() && incidents.isSettled())
            written.add(node.snapshots()
                    .put(booksKey(), new BookSnapshot(alarms.list(), incidents.list()).toBytes(), context));
        return Future.join(written).recover(failure -> {
            LOG.warn("event=snapshot_unwritten shard={} error=\"{}\"", shard, failure.toString());
            return Future.succeededFuture();
        });
    }

    // Input

    private void receive(byte[] bytes) {
        intake.accept(bytes, node.clock().instant());
        publishSoon();
    }

    /** What takes every message, late ones too. */
    private void observe(DeviceRecord record, Instant now) {
        violations.take(record, now);
        hotlist.take(record, now);
    }

    @Override
    public void gateway(GatewayStatus status) {
        context.runOnContext(v -> {
            Instant now = node.clock().instant();
            city.ifPresent(desk -> desk.heard(status, now));
            sites.values().forEach(site -> site.heard(status, now));
        });
    }

    @Override
    public void reconnected() {
        context.runOnContext(v -> sites.values().forEach(SiteDesk::missedEvents));
    }

    private void answer(Message<Object> message) {
        new OperatorDesk(
                        vertx,
                        node.registry(),
                        alarms,
                        id -> Optional.ofNullable(sites.get(id)),
                        this::register,
                        node.gateways()::ask)
                .answer(message, node.clock().instant());
        publishSoon();
    }

    private void register(OperatorRequest.RegisterSite request) {
        node.registry().add(request.document());
        node.ledger()
                .offer(new LedgerRow.AddedSite(
                        request.document(), request.user(), node.clock().instant()));
        node.gateways().tell(request.document());
        vertx.eventBus().publish(BusAddresses.SITE_ADDED, OperatorDesk.encode(request.document()));
    }

    // Time

    private void tick() {
        Instant now = node.clock().instant();
        sites.values().forEach(site -> site.tick(now));
        violations.tick(now);
        hotlist.tick(now);
        if (Duration.between(toldDownstream, now).toMillis() >= SECOND_MS) tellDownstream(now);
        publishSoon();
    }

    /** Tells the owners of the next intersections who has set out for them. */
    private void tellDownstream(Instant now) {
        toldDownstream = now;
        Map<Integer, List<PlatoonNews>> byShard = new HashMap<>();
        for (SiteDesk site : sites.values())
            site.signals()
                    .ifPresent(desk -> desk.tellDownstream(
                            now,
                            (road, pcu) -> node.registry()
                                    .now()
                                    .findDownstream(road)
                                    .ifPresent(next -> byShard.computeIfAbsent(Shards.of(next), s -> new ArrayList<>())
                                            .add(new PlatoonNews(next, road, pcu, now.toEpochMilli())))));
        byShard.forEach((to, news) -> vertx.eventBus().send(BusAddresses.platoons(to), PlatoonNews.encode(news)));
    }

    private void expect(byte[] bytes) {
        long nowMs = node.clock().instant().toEpochMilli();
        try {
            for (PlatoonNews news : PlatoonNews.decode(bytes)) {
                SiteDesk site = sites.get(news.towards());
                if (site == null) continue;
                site.signals()
                        .ifPresent(desk -> desk.state()
                                .traffic()
                                .expect(news.road(), news.pcu(), Math.min(news.setOutMs(), nowMs)));
            }
        } catch (IOException e) {
            LOG.warn("event=platoons_unreadable shard={} error=\"{}\"", shard, e.getMessage());
        }
    }

    private void second() {
        Instant now = node.clock().instant();
        sites.values().forEach(site -> site.second(now));
        city.ifPresent(desk -> desk.second(now));
        alarms.second(now);
        intake.sweep(now);
        node.board().post(shard, tally());
        Map<String, Long> missing = new HashMap<>();
        Map<String, Long> missingFor = new HashMap<>();
        intake.missing().forEach((gateway, count) -> missing.put(gateway.value(), count));
        intake.missingFor(now).forEach((gateway, time) -> missingFor.put(gateway.value(), time.toSeconds()));
        node.board().postMissing(shard, missing, missingFor);
        if (!sites.isEmpty() || city.isPresent()) snapshot();
    }

    private NodeTally tally() {
        List<LiveAlarm> open = alarms.list();
        int active = (int) open.stream().filter(LiveAlarm::active).count();
        int unacknowledged =
                (int) open.stream().filter(alarm -> !alarm.acknowledged()).count();
        NodeTally tally =
                NodeTally.ofAlarms(active, unacknowledged, incidents.list().size());
        for (SiteDesk site : sites.values()) tally = tally.plus(site.tally());
        return tally;
    }

    /** Lamps that change together are told together. */
    private void publishSoon() {
        if (publishing || sites.values().stream().noneMatch(SiteDesk::isDirty)) return;
        publishing = true;
        vertx.setTimer(COALESCE_MS, timer -> {
            publishing = false;
            Instant now = node.clock().instant();
            sites.values().forEach(site -> site.publishChanged(now));
        });
    }

    /** What the control of one intersection does to the world. */
    private final class Output implements ControlOutput {
        private final IntersectionId id;

        Output(IntersectionId id) {
            this.id = id;
        }

        @Override
        public void command(GatewayId gateway, ControllerCommand command) {
            node.gateways().send(gateway, command);
            node.intakeMetrics()
                    .commanded(command.causeAt()
                            .map(cause -> Duration.between(cause, node.clock().instant())));
        }

        @Override
        public void decided(String decision, LiveDecision line) {
            node.intakeMetrics().decided();
            node.ledger().offer(new LedgerRow.Decision(decision, line));
            if (!line.outcome().equals(SHADOW)) node.live().put(LiveTopic.DECISION, id.value(), line);
            LOG.debug(
                    "event=decided intersection={} action={} stage={} reason={} outcome={}",
                    id,
                    line.action(),
                    line.stage().orElse(""),
                    line.reason(),
                    line.outcome());
        }

        @Override
        public void logged(List<SignalEvent> events) {
            node.registry()
                    .now()
                    .findSite(id)
                    .flatMap(SiteConfig::intersection)
                    .ifPresent(x -> events.forEach(
                            event -> node.ledger().offer(new LedgerRow.ControlEvent(x.controller(), event))));
            node.live().append(id, events);
        }

        @Override
        public void shadowed(ShadowOrder order, Optional<Instant> endedAt, Optional<String> endedBy) {
            node.ledger().offer(order.toRow(endedAt, endedBy));
            context.runOnContext(v -> keep(id));
            LOG.info(
                    "event={} intersection={} strategy={} user={} expires={}",
                    endedAt.isPresent() ? "shadow_ended" : "shadow_begun",
                    id,
                    order.strategy(),
                    endedBy.orElse(order.user()),
                    order.expiresAt());
        }

        @Override
        public void overridden(SignalOverride override, Optional<Instant> endedAt, Optional<String> endedBy) {
            node.ledger().offer(override.toRow(endedAt, endedBy));
            context.runOnContext(v -> keep(id));
            LOG.info(
                    "event={} intersection={} kind={} user={} expires={}",
                    endedAt.isPresent() ? "override_ended" : "override_begun",
                    id,
                    override.kind(),
                    endedBy.orElse(override.user()),
                    override.expiresAt());
        }
    }

    /** What the city's desk asks of the node. */
    private record CoreView(CoreServices node) implements CityDesk.Core {
        @Override
        public Map<String, Long> refusals() {
            return node.intakeMetrics().refusals();
        }

        @Override
        public long missingBatches(GatewayId gateway) {
            return node.board().missing(gateway.value());
        }

        @Override
        public Duration missingFor(GatewayId gateway) {
            return Duration.ofSeconds(node.board().missingForS(gateway.value()));
        }

        @Override
        public Optional<Instant> databaseLostSince() {
            return node.storeMetrics().databaseLostSince();
        }

        @Override
        public double rowsRejected() {
            return node.storeMetrics().rowsRejected();
        }
    }
}
