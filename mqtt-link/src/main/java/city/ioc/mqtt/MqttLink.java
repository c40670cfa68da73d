package city.ioc.mqtt;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to the broker that comes back by itself. No method blocks but {@link #close}; the receiver and everything that
 * hangs on a returned future run on the client's own threads and must not block either. Thread-safe; the supervisor thread owns
 * connecting and losing.
 */
public final class MqttLink implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(MqttLink.class);
    private static final long CONNECT_TIMEOUT_S = 10;
    private static final long CLOSE_TIMEOUT_MS = 2_000;

    private final MqttLinkOptions options;
    private final Consumer<MqttInbound> onMessage;
    private final javax.net.SocketFactory sockets;
    private final LinkThreads threads;
    private final Map<String, Integer> subscriptions = new ConcurrentHashMap<>();
    private final Queue<Awaiting> awaitingConnection = new ConcurrentLinkedQueue<>();
    private final Queue<Runnable> awaitingWindow = new ConcurrentLinkedQueue<>();
    private final List<Consumer<LinkState>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicLong published = new AtomicLong();
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong reconnects = new AtomicLong();
    private volatile @Nullable Connection connection;
    private volatile LinkState state = LinkState.DISCONNECTED;
    /** The rest belongs to the supervisor thread. */
    private @Nullable Connection attempt;

    private int failedAttempts;
    private boolean connectedBefore;
    private String lastFailure = "";

    /** A subscription that was asked for without a connection. */
    private record Awaiting(String filter, int qos, CompletableFuture<Void> result) {}

    private MqttLink(MqttLinkOptions options, Consumer<MqttInbound> onMessage) {
        this.options = options;
        this.onMessage = onMessage;
        this.sockets = "ssl".equals(options.url().getScheme()) ? Sockets.tls(options.caFile()) : Sockets.plain();
        this.threads = new LinkThreads(options.clientId());
    }

    /**
     * Opens a link. Returns at once and connects in the background.
     *
     * @throws MqttLinkException when the file of the broker's authority cannot be used
     */
    public static MqttLink open(MqttLinkOptions options, Consumer<MqttInbound> onMessage) {
        MqttLink link = new MqttLink(options, onMessage);
        link.threads.supervise(link::connect);
        return link;
    }

    /**
     * Publishes; completes when the broker acknowledged (QoS 1) or the bytes were handed to the socket (QoS 0). Fails with
     * {@link MqttBusyException} when the window is full, {@link MqttNotConnectedException} when there is no connection or it is
     * lost before the acknowledgement: the link itself never sends again.
     */
    public CompletableFuture<Void> publish(String topic, byte[] payload, MqttPublish how) {
        CompletableFuture<Void> result = new CompletableFuture<>();
        forward(publishAndAsk(topic, payload, how), result);
        return result;
    }

    /**
     * Publishes as {@link #publish}; completes with false when the broker said that nobody subscribed. It can say so with QoS 1 only,
     * and need not.
     */
    public CompletableFuture<Boolean> publishAndAsk(String topic, byte[] payload, MqttPublish how) {
        Connection current = connection;
        if (current == null)
            return CompletableFuture.failedFuture(new MqttNotConnectedException(
                    "not connected to " + options.url() + "; " + topic + " was not sent"));
        CompletableFuture<Boolean> result = current.publish(topic, payload, how);
        result.thenRun(published::incrementAndGet);
        return result;
    }

    /** How many messages could be published right now. */
    public int free() {
        Connection current = connection;
        return current == null ? 0 : current.free();
    }

    /** Runs {@code task} once, as soon as there is a connection with room in its window; at once when there is. */
    public void whenWritable(Runnable task) {
        awaitingWindow.add(task);
        drainWritable();
    }

    /**
     * Subscribes now and after every reconnect. Completes at the broker's first acknowledgement, however long the connection
     * takes; fails when the broker refuses.
     */
    public CompletableFuture<Void> subscribe(String filter, int qos) {
        subscriptions.put(filter, qos);
        Connection current = connection;
        if (current != null) return current.subscribe(Map.of(filter, qos));
        Awaiting awaiting = new Awaiting(filter, qos, new CompletableFuture<>());
        awaitingConnection.add(awaiting);
        threads.supervise(this::subscribeAwaiting);
        return awaiting.result();
    }

    /** On the supervisor thread: subscribes for those who asked without a connection, if there is one now. */
    private void subscribeAwaiting() {
        Connection current = connection;
        if (current == null) return;
        for (Awaiting each = awaitingConnection.poll(); each != null; each = awaitingConnection.poll())
            forward(current.subscribe(Map.of(each.filter(), each.qos())), each.result());
    }

    private static void forward(CompletableFuture<?> from, CompletableFuture<Void> to) {
        from.whenComplete((done, failure) -> {
            if (failure == null) to.complete(null);
            else to.completeExceptionally(failure);
        });
    }

    public CompletableFuture<Void> unsubscribe(String filter) {
        subscriptions.remove(filter);
        Connection current = connection;
        return current == null ? CompletableFuture.completedFuture(null) : current.unsubscribe(filter);
    }

    public boolean isConnected() {
        return state == LinkState.CONNECTED;
    }

    public LinkState state() {
        return state;
    }

    /** Calls {@code listener} with the present state and at every change, on the supervisor thread. */
    public void onStateChange(Consumer<LinkState> listener) {
        threads.supervise(() -> {
            listeners.add(listener);
            tell(listener, state);
        });
    }

    public LinkCounters counters() {
        return new LinkCounters(published.get(), received.get(), reconnects.get());
    }

    /** Publishes the will, disconnects and ends the threads. Takes at most a few seconds. */
    @Override
    public void close() {
        Connection current = connection;
        if (current != null && options.will().isPresent()) {
            var will = options.will().get();
            try {
                current.publish(
                                will.topic(),
                                will.payload(),
                                will.retained() ? MqttPublish.RETAINED : MqttPublish.AT_LEAST_ONCE)
                        .get(CLOSE_TIMEOUT_MS, TimeUnit.MILLISECONDS);
            } catch (java.util.concurrent.ExecutionException | TimeoutException e) {
                log.debug("mqtt client={} will not published on close: {}", options.clientId(), e.toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        shutDown(true);
    }

    /** Breaks the connection without saying goodbye, as a power failure would; the broker publishes the will. */
    public void abandon() {
        shutDown(false);
    }

    private void shutDown(boolean politely) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        threads.supervise(() -> {
            Connection current = connection;
            Connection connecting = attempt;
            connection = null;
            attempt = null;
            become(LinkState.CLOSED);
            if (current != null) current.end(politely);
            if (connecting != null && connecting != current) connecting.end(false);
            for (Awaiting each : awaitingConnection)
                each.result().completeExceptionally(new MqttNotConnectedException("the link was closed"));
            awaitingConnection.clear();
            awaitingWindow.clear();
            done.complete(null);
        });
        if (threads.isShutdown()) return;
        try {
            done.get(CLOSE_TIMEOUT_MS, TimeUnit.MILLISECONDS);
        } catch (java.util.concurrent.ExecutionException | TimeoutException e) {
            log.warn("mqtt client={} did not close cleanly: {}", options.clientId(), e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            threads.shutdown();
        }
    }

    private void connect() {
        if (state == LinkState.CLOSED || connection != null || attempt != null) return;
        try {
            MqttAsyncClient client = new MqttAsyncClient(
                    options.url().toString(), options.clientId(), new MemoryPersistence(), null, threads);
            client.setManualAcks(true);
            Connection mine = new Connection(client, 1, this::drainWritable);
            Connecting connecting = new Connecting(client, mine);
            client.setCallback(connecting);
            attempt = mine;
            client.connect(connectOptions(), null, connecting);
            threads.superviseIn(TimeUnit.SECONDS.toMillis(CONNECT_TIMEOUT_S + 2), () -> {
                if (attempt == mine) failed(mine, "no answer from the broker in time");
            });
        } catch (MqttException | RuntimeException e) {
            Connection mine = attempt;
            if (mine != null) failed(mine, e.toString());
            else retry(e.toString());
        }
    }

    private MqttConnectionOptions connectOptions() {
        MqttConnectionOptions connect = new MqttConnectionOptions();
        connect.setAutomaticReconnect(false);
        connect.setCleanStart(options.cleanStart());
        connect.setSessionExpiryInterval(options.sessionExpiry().toSeconds());
        connect.setKeepAliveInterval((int) Math.max(1, options.keepAlive().toSeconds()));
        connect.setConnectionTimeout((int) CONNECT_TIMEOUT_S);
        connect.setReceiveMaximum(options.receiveMaximum());
        connect.setSocketFactory(sockets);
        connect.setUseSubscriptionIdentifiers(false);
        options.user().ifPresent(connect::setUserName);
        options.password()
                .ifPresent(text -> connect.setPassword(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        options.will().ifPresent(will -> {
            MqttMessage message = new MqttMessage(will.payload());
            message.setQos(1);
            message.setRetained(will.retained());
            connect.setWill(will.topic(), message);
            connect.setWillMessageProperties(new MqttProperties());
        });
        return connect;
    }

    /** On the supervisor thread: the broker accepted us; renew subscriptions, announce, then say so. */
    private void accepted(MqttAsyncClient client, Connecting callbacks, int brokerLimit) {
        if (attempt != callbacks.live || callbacks.lost) return;
        callbacks.live.markLost();
        Connection fresh = new Connection(
                client, Math.min(options.maxInFlight(), Math.max(1, brokerLimit - 1)), this::drainWritable);
        callbacks.live = fresh;
        attempt = fresh;
        List<Awaiting> waiting = List.copyOf(awaitingConnection);
        Map<String, Integer> filters = Map.copyOf(subscriptions);
        CompletableFuture<Void> subscribed =
                filters.isEmpty() ? CompletableFuture.completedFuture(null) : fresh.subscribe(filters);
        subscribed
                .handle((done, failure) -> {
                    if (failure != null)
                        log.error("mqtt client={} subscriptions refused: {}", options.clientId(), failure.toString());
                    for (Awaiting each : waiting)
                        if (awaitingConnection.remove(each)) {
                            if (failure == null) each.result().complete(null);
                            else each.result().completeExceptionally(failure);
                        }
                    return options.birth()
                            .map(birth -> fresh.publish(
                                    birth.topic(),
                                    birth.payload(),
                                    birth.retained() ? MqttPublish.RETAINED : MqttPublish.AT_LEAST_ONCE))
                            .orElseGet(() -> CompletableFuture.completedFuture(true));
                })
                .thenCompose(birth -> birth)
                .whenComplete((done, failure) -> threads.supervise(() -> ready(fresh, filters, failure)));
    }

    private void ready(Connection fresh, Map<String, Integer> renewed, @Nullable Throwable failure) {
        if (attempt != fresh || fresh.isLost()) return;
        if (failure != null) log.error("mqtt client={} birth refused: {}", options.clientId(), failure.toString());
        attempt = null;
        connection = fresh;
        failedAttempts = 0;
        lastFailure = "";
        if (connectedBefore) reconnects.incrementAndGet();
        connectedBefore = true;
        log.info("mqtt client={} connected url={}", options.clientId(), options.url());
        subscriptions.forEach((filter, qos) -> {
            if (!renewed.containsKey(filter)) fresh.subscribe(Map.of(filter, qos));
        });
        subscribeAwaiting();
        become(LinkState.CONNECTED);
        drainWritable();
    }

    private void lost(Connection gone, String why) {
        if (connection != gone && attempt != gone) return;
        if (connection != gone) {
            failed(gone, why);
            return;
        }
        connection = null;
        gone.markLost();
        become(LinkState.DISCONNECTED);
        threads.execute(() -> gone.end(false));
        retry(why);
    }

    private void failed(Connection tried, String why) {
        if (attempt != tried) return;
        attempt = null;
        tried.markLost();
        threads.execute(() -> tried.end(false));
        retry(why);
    }

    private void retry(String why) {
        if (state == LinkState.CLOSED) return;
        failedAttempts++;
        long limit = options.reconnectMax().toMillis();
        long step = Math.min(limit, options.reconnectMin().toMillis() << Math.min(20, failedAttempts - 1));
        long wait = step / 2 + ThreadLocalRandom.current().nextLong(step / 2 + 1);
        if (!why.equals(lastFailure)) {
            log.warn("mqtt client={} not connected url={} reason=\"{}\"", options.clientId(), options.url(), why);
            lastFailure = why;
        }
        threads.superviseIn(wait, this::connect);
    }

    private void become(LinkState next) {
        if (state == next || state == LinkState.CLOSED) return;
        state = next;
        for (Consumer<LinkState> listener : listeners) tell(listener, next);
    }

    private void tell(Consumer<LinkState> listener, LinkState now) {
        try {
            listener.accept(now);
        } catch (RuntimeException e) {
            log.error("mqtt client={} state listener failed", options.clientId(), e);
        }
    }

    private void drainWritable() {
        while (free() > 0) {
            Runnable task = awaitingWindow.poll();
            if (task == null) return;
            task.run();
        }
    }

    private void receive(Connecting from, String topic, MqttMessage message) {
        received.incrementAndGet();
        int id = message.getId();
        int qos = message.getQos();
        MqttInbound inbound = new MqttInbound(
                topic,
                message.getPayload(),
                Optional.ofNullable(
                        message.getProperties() == null
                                ? null
                                : message.getProperties().getContentType()),
                message.isRetained(),
                message.isDuplicate(),
                () -> from.acknowledge(id, qos));
        try {
            onMessage.accept(inbound);
        } catch (RuntimeException e) {
            log.error("mqtt client={} receiver failed topic={}", options.clientId(), topic, e);
        }
        if (!options.manualAcks()) inbound.ack();
    }

    /** Paho's callbacks of one connection. They only hand over. */
    private final class Connecting implements MqttCallback, MqttActionListener {
        private final MqttAsyncClient client;
        private volatile boolean lost;
        /** While connecting a placeholder; then the connection with the window that the broker allows. */
        private volatile Connection live;

        Connecting(MqttAsyncClient client, Connection placeholder) {
            this.client = client;
            this.live = placeholder;
        }

        void acknowledge(int messageId, int qos) {
            if (lost || qos == 0) return;
            try {
                client.messageArrivedComplete(messageId, qos);
            } catch (MqttException lostMeanwhile) {
                return;
            }
        }

        @Override
        public void onSuccess(IMqttToken token) {
            MqttProperties answer = token.getResponseProperties();
            Integer limit = answer == null ? null : answer.getReceiveMaximum();
            threads.supervise(() -> accepted(client, this, Objects.requireNonNullElse(limit, 65_535)));
        }

        @Override
        public void onFailure(IMqttToken token, Throwable cause) {
            lost = true;
            Throwable root = cause.getCause() == null ? cause : cause.getCause();
            threads.supervise(() -> failed(live, root.toString()));
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {
            lost = true;
            live.markLost();
            String why = response.getException() == null
                    ? "broker sent reason " + response.getReturnCode()
                    : String.valueOf(
                            response.getException().getCause() == null
                                    ? response.getException()
                                    : response.getException().getCause());
            threads.supervise(() -> MqttLink.this.lost(live, why));
        }

        @Override
        public void mqttErrorOccurred(MqttException exception) {
            log.warn("mqtt client={} protocol error: {}", options.clientId(), exception.toString());
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            receive(this, topic, message);
        }

        @Override
        public void deliveryComplete(IMqttToken token) {}

        @Override
        public void connectComplete(boolean reconnect, String serverUri) {}

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties properties) {}
    }
}
