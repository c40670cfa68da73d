package city.ioc.sim.attach;

import city.ioc.mqtt.MqttInbound;
import city.ioc.mqtt.MqttLink;
import city.ioc.mqtt.MqttLinkOptions;
import city.ioc.mqtt.MqttPublish;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Publishes until the broker has acknowledged, however often the connection breaks; what is sent again is the same bytes. A
 * caller that is faster than the broker waits. Thread-safe.
 */
public final class SteadyPublisher implements AutoCloseable {
    private static final long AGAIN_MS = 20;

    private final MqttLink link;
    private final int window;
    private final Semaphore room;
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong repeated = new AtomicLong();
    private final Queue<Runnable> failed = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService again = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().daemon().name("again").unstarted(task));

    /** {@code window}: most messages on their way at once. */
    public SteadyPublisher(MqttLinkOptions options) {
        this.window = options.maxInFlight();
        this.room = new Semaphore(window);
        this.link = MqttLink.open(options, SteadyPublisher::ignore);
        again.scheduleWithFixedDelay(this::sendAgain, AGAIN_MS, AGAIN_MS, TimeUnit.MILLISECONDS);
    }

    private static void ignore(MqttInbound inbound) {}

    /** Takes a message over; waits while too many are on their way. */
    public void publish(String topic, byte[] payload, MqttPublish how) throws InterruptedException {
        room.acquire();
        send(topic, payload, how);
    }

    private void send(String topic, byte[] payload, MqttPublish how) {
        link.publish(topic, payload, how).whenComplete((done, failure) -> {
            if (failure == null) {
                acknowledged.incrementAndGet();
                room.release();
            } else {
                repeated.incrementAndGet();
                failed.add(() -> send(topic, payload, how));
            }
        });
    }

    /** Not at once: a connection that has just broken fails everything for a moment before it says so. */
    private void sendAgain() {
        for (int free = link.free(); free > 0; free--) {
            Runnable message = failed.poll();
            if (message == null) return;
            message.run();
        }
    }

    /** Waits until everything is acknowledged; false when it was not in time. */
    public boolean awaitAcknowledged(Duration patience) throws InterruptedException {
        if (!room.tryAcquire(window, patience.toMillis(), TimeUnit.MILLISECONDS)) return false;
        room.release(window);
        return true;
    }

    public boolean isConnected() {
        return link.isConnected();
    }

    /** Messages that the broker has acknowledged. */
    public long acknowledged() {
        return acknowledged.get();
    }

    /** How often a message had to be sent again. */
    public long repeated() {
        return repeated.get();
    }

    @Override
    public void close() {
        again.shutdownNow();
        link.close();
    }
}
