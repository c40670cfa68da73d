package city.ioc.edge;

import city.ioc.contracts.city.City;
import city.ioc.contracts.gateway.EventAck;
import city.ioc.contracts.gateway.GatewayStatus;
import city.ioc.contracts.gateway.RejectionReason;
import city.ioc.contracts.time.CityClock;
import city.ioc.contracts.wire.GatewayWire;
import city.ioc.contracts.wire.Topics;
import city.ioc.contracts.wire.WireException;
import city.ioc.contracts.wire.v1.EventBatch;
import city.ioc.edge.command.CommandGuard;
import city.ioc.edge.intake.DeviceHistory;
import city.ioc.edge.intake.FieldMessage;
import city.ioc.edge.intake.Intake;
import city.ioc.edge.intake.RejectionLog;
import city.ioc.edge.intake.Verdict;
import city.ioc.edge.monitor.HealthServer;
import city.ioc.edge.outbox.Backlog;
import city.ioc.edge.outbox.Batch;
import city.ioc.edge.outbox.BatchKey;
import city.ioc.edge.outbox.Outbox;
import city.ioc.edge.outbox.OutboxLevel;
import city.ioc.edge.outbox.StoredBatch;
import city.ioc.edge.outbox.Streams;
import city.ioc.mqtt.MqttInbound;
import city.ioc.mqtt.MqttLink;
import city.ioc.mqtt.MqttLinkOptions;
import city.ioc.mqtt.MqttNotConnectedException;
import city.ioc.mqtt.MqttPublish;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Between the devices and the core. A message of a device is checked, put into a batch of its shard, sent to the core at once and
 * written to the outbox; the broker is told that it need not keep it when it is on disk or committed. Everything here runs on the
 * loop, but for the callbacks that hand over to it.
 */
public final class Gateway implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Gateway.class);
    private static final Duration SESSION_KEPT = Duration.ofHours(12);
    private static final long RESEND_AFTER_MS = 5_000;
    private static final long RESEND_AFTER_AT_MOST_MS = 30_000;
    private static final double PATIENCE_IN_ACK_TIMES = 4;
    private static final double ACK_TIME_WEIGHT = 0.05;
    private static final Duration STATUS_EVERY = Duration.ofSeconds(1);
    private static final Duration WATCH_EVERY = Duration.ofMillis(250);
    private static final int CORE_WINDOW = 900;
    private static final int LIVE_RESERVE = 400;
    private static final int FIELD_WINDOW = 500;
    private static final int FIELD_RECEIVE = 8000;
    private static final int MOST_UNKNOWN_WAITING = 500;
    private static final long UNKNOWN_WAITS_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int MOST_MEASURED = 20_000;
    private static final int MOST_REJECTIONS_TOLD = 200;
    private static final int MOST_LINKS_TOLD = 1_000;

    private final GatewayConfig config;
    private final CityClock clock;
    private final GatewayLoop loop = new GatewayLoop();
    private final GatewayMetrics metrics = new GatewayMetrics();
    private final Outbox outbox;
    private final Sites sites;
    private final Intake intake;
    private final RejectionLog rejections = new RejectionLog();
    private final DeviceLinks links;
    private final Streams streams;
    private final ShardBatcher batcher;
    private final Backlog backlog;
    private final CommandDesk commands;
    private final CommandGuard guard;
    private final Map<BatchKey, Batch> notSafe = new HashMap<>();
    private final Map<BatchKey, Long> begun = new HashMap<>();
    private final Deque<Waiting> unknown = new ArrayDeque<>();
    private long received;
    private long receivedBefore;
    private double ackTimeMs;
    private boolean closing;
    private volatile long turnedAt = System.nanoTime();
    private volatile OutboxLevel level = OutboxLevel.EMPTY;
    private volatile Optional<String> outboxFault = Optional.empty();
    private volatile @Nullable MqttLink core;
    private volatile @Nullable MqttLink field;
    private volatile boolean hearsField;
    private @Nullable HealthServer health;

    /** A message of a device that is not registered: its site may be on its way to us. */
    private record Waiting(FieldMessage message, long untilNanos) {}

    public Gateway(GatewayConfig config, City city) {
        this.config = config;
        this.clock = config.clock();
        this.outbox = Outbox.open(config.state(), config.outboxBytes(), clock);
        this.sites = new Sites(city);
        this.intake = new Intake(sites::registry);
        this.links = new DeviceLinks(intake);
        this.streams = new Streams(outbox.session(), outbox.listKept());
        this.batcher = new ShardBatcher(
                config.gateway(), streams, clock, (task, millis) -> loop.in(millis, task), this::closed);
        this.backlog = new Backlog(
                streams,
                (place, limit, reply) -> outbox.read(
                        place, resendBefore().toEpochMilli(), limit, page -> loop.execute(() -> reply.accept(page))),
                this::resend);
        this.guard = new CommandGuard(sites::registry);
        this.commands = new CommandDesk(config.gateway(), outbox.session(), guard, this::publishToController, metrics);
        describeMetrics();
    }

    /** Starts the loop, the outbox and the links; returns at once. */
    public void start() throws IOException {
        outbox.start(new StoredListener());
        loop.execute(this::schedule);
        loop.start();
        if (config.metricsPort() > 0)
            health = new HealthServer(config.metricsPort(), metrics::scrape, this::listTroubles);
        MqttLink link = MqttLink.open(
                options("core").maxInFlight(CORE_WINDOW).build(),
                inbound -> loop.execute(() -> receiveFromCore(inbound)));
        core = link;
        link.subscribe(Topics.ack(config.gateway()), 1);
        link.subscribe(Topics.command(config.gateway()), 1);
        // The sites come first: a message of a device on a site not yet known would be refused.
        link.subscribe(Topics.ALL_SITES, 1).whenComplete((done, failure) -> {
            if (failure != null)
                log.error("sites added while running are not heard of cause=\"{}\"", failure.getMessage());
            loop.execute(() -> loop.in(300, this::openField));
        });
        log.info(
                "started gateway={} session={} broker={} outboxBatches={} outbox={}",
                config.gateway(),
                outbox.session(),
                config.broker().url(),
                outbox.listKept().size(),
                config.state());
    }

    public long session() {
        return outbox.session();
    }

    private void openField() {
        if (closing) return;
        MqttLink link = MqttLink.open(
                options("field")
                        .persistentSession(SESSION_KEPT)
                        .manualAcks(true)
                        .maxInFlight(FIELD_WINDOW)
                        .receiveMaximum(FIELD_RECEIVE)
                        .build(),
                inbound -> {
                    Instant at = clock.instant();
                    loop.execute(() -> receiveFromField(inbound, at));
                });
        field = link;
        CompletableFuture.allOf(link.subscribe(Topics.ALL_FIELD_UP, 1), link.subscribe(Topics.ALL_FIELD_LINK, 1))
                .whenComplete((done, failure) -> {
                    if (failure == null) hearsField = true;
                    else log.error("devices are not heard cause=\"{}\"", failure.getMessage());
                });
    }

    private MqttLinkOptions.Builder options(String side) {
        return config.broker().link(config.gateway() + "-" + side);
    }

    private void schedule() {
        loop.every(100, this::tick);
        loop.every(1_000, this::measure);
        loop.every(10_000, rejections::logSummary);
        loop.every(Math.max(20, clock.realMillis(STATUS_EVERY)), this::tellStatus);
        loop.every(Math.max(20, clock.realMillis(WATCH_EVERY)), () -> commands.watch(clock.instant()));
    }

    private void tick() {
        long now = System.nanoTime();
        turnedAt = now;
        if (sites.refresh()) {
            List<Waiting> again = List.copyOf(unknown);
            unknown.clear();
            for (Waiting each : again) check(each.message(), each.untilNanos());
        }
        while (!unknown.isEmpty() && unknown.peekFirst().untilNanos() - now <= 0)
            check(unknown.pollFirst().message(), now);
        MqttLink link = core;
        OutboxLevel filled = level;
        boolean due = filled.batches() > 0
                && (streams.hasFormer() || filled.oldestMs() < resendBefore().toEpochMilli());
        backlog.tick(now, due, link != null && link.isConnected());
    }

    private void measure() {
        batcher.adapt(received - receivedBefore);
        receivedBefore = received;
    }

    /**
     * Batches created before this are sent again. A core that is slow but answers is given longer: to send everything twice would
     * only make it slower.
     */
    private Instant resendBefore() {
        double patienceMs = Math.clamp(ackTimeMs * PATIENCE_IN_ACK_TIMES, RESEND_AFTER_MS, RESEND_AFTER_AT_MOST_MS);
        return clock.instant().minusMillis((long) (patienceMs * clock.factor()));
    }

    private void receiveFromField(MqttInbound inbound, Instant at) {
        if (closing) return;
        Optional<Topics.FieldTopic> topic = Topics.parseField(inbound.topic());
        if (topic.isEmpty()) {
            inbound.ack();
            return;
        }
        if (topic.get().leaf().equals("link")) {
            sites.registry()
                    .findDevice(topic.get().device())
                    .filter(entry ->
                            entry.device().site().value().equals(topic.get().site()))
                    .ifPresent(entry -> links.see(entry.device().id(), isOnline(inbound.payload()), at));
            inbound.ack();
            return;
        }
        received++;
        check(new FieldMessage(inbound, topic.get(), at), System.nanoTime() + UNKNOWN_WAITS_NANOS);
    }

    private static boolean isOnline(byte[] payload) {
        return new String(payload, java.nio.charset.StandardCharsets.UTF_8).equals("online");
    }

    private void check(FieldMessage message, long waitUntilNanos) {
        long begin = System.nanoTime();
        Verdict verdict = intake.check(message);
        metrics.intakeTook(System.nanoTime() - begin);
        switch (verdict) {
            case Verdict.Pass pass -> {
                metrics.accepted(message.message().body());
                guard.observe(message);
                batcher.add(message);
            }
            case Verdict.Reject reject -> {
                boolean mayWait = reject.reason() == RejectionReason.UNKNOWN_DEVICE
                        && waitUntilNanos - begin > 0
                        && unknown.size() < MOST_UNKNOWN_WAITING;
                if (mayWait) unknown.addLast(new Waiting(message, waitUntilNanos));
                else refuse(message, reject);
            }
        }
    }

    private void refuse(FieldMessage message, Verdict.Reject reject) {
        metrics.rejected(reject.reason());
        String device = message.topic().device();
        boolean registered = sites.registry().findDevice(device).isPresent();
        String detail = registered ? reject.detail() : message.inbound().topic() + ": " + reject.detail();
        rejections.add(registered ? device : "", reject.reason(), detail, message.receivedAt());
        if (reject.reason() == RejectionReason.DUPLICATE) {
            // The first copy may not be safe yet; then the broker must keep this one, too.
            DeviceHistory.PendingBatch pending =
                    message.history().findPending(message.message().id().asLong());
            if (pending != null) {
                pending.alsoAcknowledge(message.inbound()::ack);
                return;
            }
        }
        message.inbound().ack();
    }

    private void closed(Batch batch) {
        notSafe.put(batch.key(), batch);
        if (begun.size() < MOST_MEASURED) begun.put(batch.key(), System.nanoTime());
        metrics.batch();
        MqttLink link = core;
        // Where this fails the backlog sends it; the live lane does not look back.
        if (link != null)
            link.publish(
                    Topics.events(batch.key().shard(), config.gateway()), batch.bytes(), MqttPublish.AT_LEAST_ONCE);
        outbox.append(batch);
    }

    private boolean resend(StoredBatch stored) {
        MqttLink link = core;
        if (link == null || link.free() < LIVE_RESERVE) return false;
        begun.remove(stored.key());
        // In protobuf a field that stands twice has its last value, so the batch need not be taken apart.
        byte[] now = EventBatch.newBuilder()
                .setFloor(streams.floor(stored.key().session(), stored.key().shard()))
                .setRedelivery(true)
                .setSentAtMs(clock.millis())
                .build()
                .toByteArray();
        byte[] bytes = java.util.Arrays.copyOf(stored.bytes(), stored.bytes().length + now.length);
        System.arraycopy(now, 0, bytes, stored.bytes().length, now.length);
        link.publish(Topics.events(stored.key().shard(), config.gateway()), bytes, MqttPublish.AT_LEAST_ONCE);
        return true;
    }

    private void receiveFromCore(MqttInbound inbound) {
        if (inbound.topic().equals(Topics.ack(config.gateway()))) acknowledged(inbound.payload());
        else if (inbound.topic().equals(Topics.command(config.gateway())))
            commands.receive(inbound.payload(), clock.instant());
        else sites.receive(inbound.topic(), inbound.payload());
    }

    private void acknowledged(byte[] bytes) {
        EventAck ack;
        try {
            ack = GatewayWire.decodeEventAck(bytes);
        } catch (WireException e) {
            log.error("acknowledgement of the core refused cause=\"{}\"", e.getMessage());
            return;
        }
        if (!ack.stream().gateway().equals(config.gateway())) return;
        long now = System.nanoTime();
        long session = ack.stream().session();
        int shard = ack.stream().shard();
        for (EventAck.SeqRange range : ack.committed()) {
            streams.commit(session, shard, range.first(), range.last());
            outbox.forget(session, shard, range.first(), range.last());
            backlog.committed(session, shard, range.first(), range.last(), now);
            if (session == outbox.session()) settle(shard, range.first(), range.last(), now);
        }
    }

    private void settle(int shard, long first, long last, long now) {
        for (BatchKey key : keysIn(notSafe, shard, first, last)) {
            Batch batch = notSafe.remove(key);
            if (batch != null) batch.makeSafe();
        }
        for (BatchKey key : keysIn(begun, shard, first, last)) {
            Long since = begun.remove(key);
            if (since == null) continue;
            metrics.acknowledgedAfter(now - since);
            ackTimeMs += ((now - since) / 1e6 - ackTimeMs) * ACK_TIME_WEIGHT;
        }
    }

    /** The keys of a range, by the shorter way: the range is the core's word and may be absurdly long. */
    private List<BatchKey> keysIn(Map<BatchKey, ?> map, int shard, long first, long last) {
        List<BatchKey> keys = new ArrayList<>();
        if (last - first < map.size()) {
            for (long seq = first; seq <= last; seq++) {
                BatchKey key = new BatchKey(outbox.session(), shard, seq);
                if (map.containsKey(key)) keys.add(key);
            }
        } else {
            for (BatchKey key : map.keySet())
                if (key.shard() == shard && key.seq() >= first && key.seq() <= last) keys.add(key);
        }
        return keys;
    }

    private void tellStatus() {
        MqttLink link = core;
        // Who sees a status may send: before the broker keeps the field's messages for us they would be lost.
        if (link == null || !hearsField) return;
        Instant now = clock.instant();
        OutboxLevel filled = level;
        GatewayStatus status = new GatewayStatus(
                config.gateway(),
                outbox.session(),
                now,
                received,
                filled.batches(),
                filled.batches() == 0
                        ? Duration.ZERO
                        : Duration.ofMillis(Math.max(0, now.toEpochMilli() - filled.oldestMs())),
                outboxFault,
                rejections.list(MOST_REJECTIONS_TOLD),
                links.list(sites.registry(), MOST_LINKS_TOLD),
                commands.listRefusals());
        link.publish(Topics.status(config.gateway()), GatewayWire.encode(status), MqttPublish.AT_MOST_ONCE);
    }

    private CompletableFuture<Void> publishToController(String topic, byte[] command) {
        MqttLink link = field;
        return link == null
                ? CompletableFuture.failedFuture(new MqttNotConnectedException("no link to the field yet"))
                : link.publish(topic, command, MqttPublish.AT_LEAST_ONCE.withContentType(Topics.CONTENT_TYPE_PROTOBUF));
    }

    List<String> listTroubles() {
        List<String> troubles = new ArrayList<>();
        MqttLink coreLink = core;
        MqttLink fieldLink = field;
        if (coreLink == null || !coreLink.isConnected()) troubles.add("no link to the core");
        if (fieldLink == null || !fieldLink.isConnected() || !hearsField) troubles.add("no link to the field");
        outboxFault.ifPresent(fault -> troubles.add("outbox: " + fault));
        if (!loop.isAlive() || System.nanoTime() - turnedAt > TimeUnit.SECONDS.toNanos(5))
            troubles.add("loop stands still");
        return troubles;
    }

    private void describeMetrics() {
        metrics.gauge("ioc.gateway.outbox.batches", "Batches on disk", this, self -> self.level.batches());
        metrics.gauge(
                "ioc.gateway.outbox.oldest.seconds",
                "Age of the oldest batch on disk",
                this,
                self -> self.level.batches() == 0 ? 0 : (self.clock.millis() - self.level.oldestMs()) / 1000.0);
        metrics.gauge(
                "ioc.gateway.outbox.failing",
                "1 while the outbox cannot write",
                this,
                self -> self.outboxFault.isPresent() ? 1 : 0);
        metrics.gauge("ioc.gateway.loop.waiting", "Tasks that wait for the loop", loop, GatewayLoop::waiting);
        metrics.gauge("ioc.gateway.backlog.window", "Batches that may be under way again", backlog, Backlog::window);
        metrics.count("ioc.gateway.backlog.resent", "Batches sent again", backlog, Backlog::resent);
    }

    /** Writes what it has to the outbox, tells the broker, and ends. What devices send from now on the broker keeps. */
    @Override
    public void close() throws InterruptedException {
        CompletableFuture<Void> gathered = new CompletableFuture<>();
        loop.execute(() -> {
            closing = true;
            batcher.closeAll();
            gathered.complete(null);
        });
        try {
            gathered.get(5, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            log.warn("gateway did not close cleanly cause=\"{}\"", e.toString());
        }
        outbox.close();
        loop.close();
        MqttLink fieldLink = field;
        if (fieldLink != null) fieldLink.close();
        MqttLink coreLink = core;
        if (coreLink != null) coreLink.close();
        HealthServer server = health;
        if (server != null) server.close();
        log.info("ended gateway={} session={}", config.gateway(), outbox.session());
    }

    /** Called on the outbox's thread; hands over to the loop. */
    private final class StoredListener implements Outbox.Listener {
        @Override
        public void stored(List<Batch> batches) {
            loop.execute(() -> {
                for (Batch batch : batches) {
                    notSafe.remove(batch.key());
                    batch.makeSafe();
                }
            });
        }

        @Override
        public void level(OutboxLevel now) {
            level = now;
        }

        @Override
        public void fault(Optional<String> now) {
            outboxFault = now;
        }
    }
}
