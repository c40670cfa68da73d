package city.ioc.mqtt;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/**
 * One life of the connection: a Paho client, used once, with the window of what it has in flight. A new client for every
 * connection keeps Paho from sending again by itself what our caller was already told had failed. Thread-safe.
 */
final class Connection {
    /** Reason code of MQTT 5.0, section 3.4.2.1, that a broker may give. */
    private static final int NO_MATCHING_SUBSCRIBERS = 0x10;

    private final MqttAsyncClient client;
    private final Semaphore window;
    private final Runnable onRelease;
    private final Set<CompletableFuture<?>> pending = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean lost = new AtomicBoolean();

    Connection(MqttAsyncClient client, int window, Runnable onRelease) {
        this.client = client;
        this.window = new Semaphore(window);
        this.onRelease = onRelease;
    }

    int free() {
        return lost.get() ? 0 : window.availablePermits();
    }

    /** Completes with whether the message reached the broker's subscribers: false when the broker says that there are none. */
    CompletableFuture<Boolean> publish(String topic, byte[] payload, MqttPublish how) {
        if (!window.tryAcquire())
            return CompletableFuture.failedFuture(
                    new MqttBusyException("too many unacknowledged messages; " + topic + " was not sent"));
        CompletableFuture<Boolean> result = new CompletableFuture<>();
        pending.add(result);
        MqttMessage message = new MqttMessage(payload);
        message.setQos(how.qos());
        message.setRetained(how.retained());
        how.contentType().ifPresent(type -> {
            MqttProperties properties = new MqttProperties();
            properties.setContentType(type);
            message.setProperties(properties);
        });
        try {
            // One at a time: Paho assigns topic aliases before it queues, so two threads could swap an alias and its
            // use.
            synchronized (this) {
                client.publish(
                        topic, message, null, new Completion("publish to " + topic, result, result::complete, true));
            }
        } catch (MqttException | RuntimeException e) {
            // Paho throws whatever it stumbles over when the connection is torn down meanwhile.
            settle(result, true, failure("publish to " + topic, e));
        }
        if (lost.get()) failPending();
        return result;
    }

    CompletableFuture<Void> subscribe(Map<String, Integer> filters) {
        MqttSubscription[] subscriptions = filters.entrySet().stream()
                .map(each -> new MqttSubscription(each.getKey(), each.getValue()))
                .toArray(MqttSubscription[]::new);
        CompletableFuture<Void> result = new CompletableFuture<>();
        pending.add(result);
        String what = "subscribe to " + filters.keySet();
        try {
            client.subscribe(
                    subscriptions,
                    null,
                    new Completion(what, result, any -> result.complete(null), false),
                    new MqttProperties());
        } catch (MqttException | RuntimeException e) {
            settle(result, false, failure(what, e));
        }
        if (lost.get()) failPending();
        return result;
    }

    CompletableFuture<Void> unsubscribe(String filter) {
        CompletableFuture<Void> result = new CompletableFuture<>();
        pending.add(result);
        String what = "unsubscribe from " + filter;
        try {
            client.unsubscribe(
                    new String[] {filter},
                    null,
                    new Completion(what, result, any -> result.complete(null), false),
                    new MqttProperties());
        } catch (MqttException | RuntimeException e) {
            settle(result, false, failure(what, e));
        }
        if (lost.get()) failPending();
        return result;
    }

    /** Marks the connection lost and fails what was in flight. */
    void markLost() {
        if (lost.compareAndSet(false, true)) failPending();
    }

    boolean isLost() {
        return lost.get();
    }

    /** Ends the connection; {@code politely} with a DISCONNECT, so that the broker does not publish the will. May block. */
    void end(boolean politely) {
        markLost();
        try {
            if (client.isConnected()) client.disconnectForcibly(0, politely ? 1000 : 1, politely);
        } catch (MqttException alreadyGone) {
            // Nothing is left to disconnect.
        }
        try {
            client.close(true);
        } catch (MqttException alreadyClosed) {
            return;
        }
    }

    private void failPending() {
        for (CompletableFuture<?> each : pending)
            settle(each, false, new MqttNotConnectedException("connection lost before the broker acknowledged"));
    }

    private void settle(CompletableFuture<?> future, boolean usedWindow, MqttLinkException failure) {
        pending.remove(future);
        if (usedWindow) window.release();
        future.completeExceptionally(failure);
    }

    private static MqttLinkException failure(String what, Throwable cause) {
        if (cause instanceof MqttException e) {
            switch (e.getReasonCode()) {
                case MqttClientException.REASON_CODE_CLIENT_NOT_CONNECTED,
                        MqttClientException.REASON_CODE_CLIENT_DISCONNECTING,
                        MqttClientException.REASON_CODE_CLIENT_ALREADY_DISCONNECTED,
                        MqttClientException.REASON_CODE_CLIENT_CLOSED,
                        MqttClientException.REASON_CODE_CONNECTION_LOST,
                        MqttClientException.REASON_CODE_WRITE_TIMEOUT -> {
                    return new MqttNotConnectedException("connection lost; could not " + what + ": " + cause);
                }
                default -> {
                    return new MqttLinkException("could not " + what + ": " + cause, cause);
                }
            }
        }
        return new MqttLinkException("could not " + what + ": " + cause, cause);
    }

    /** What Paho calls at the end of an operation, on its callback thread. */
    private final class Completion implements MqttActionListener {
        private final String what;
        private final CompletableFuture<?> future;
        private final Consumer<Boolean> complete;
        private final boolean usedWindow;

        /** @param complete completes {@code future}; gets false when the broker knows nobody who subscribed */
        Completion(String what, CompletableFuture<?> future, Consumer<Boolean> complete, boolean usedWindow) {
            this.what = what;
            this.future = future;
            this.complete = complete;
            this.usedWindow = usedWindow;
        }

        @Override
        public void onSuccess(IMqttToken token) {
            int[] reasons = token.getReasonCodes();
            boolean heard = true;
            if (reasons != null)
                for (int reason : reasons) {
                    if (reason >= 0x80) {
                        onFailure(token, new MqttException(reason));
                        return;
                    }
                    if (reason == NO_MATCHING_SUBSCRIBERS) heard = false;
                }
            pending.remove(future);
            if (usedWindow) window.release();
            complete.accept(heard);
            onRelease.run();
        }

        @Override
        public void onFailure(IMqttToken token, Throwable cause) {
            settle(future, usedWindow, failure(what, cause));
            onRelease.run();
        }
    }
}
