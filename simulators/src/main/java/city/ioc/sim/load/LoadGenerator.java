package city.ioc.sim.load;

import city.ioc.contracts.field.ClassCounts;
import city.ioc.contracts.field.DetectorReading;
import city.ioc.contracts.field.DetectorReadings;
import city.ioc.contracts.field.DeviceMessage;
import city.ioc.contracts.field.MessageId;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.time.CityClock;
import city.ioc.contracts.wire.DeviceWire;
import city.ioc.contracts.wire.Topics;
import city.ioc.mqtt.MqttLinkOptions;
import city.ioc.mqtt.MqttPublish;
import city.ioc.sim.attach.SteadyPublisher;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/**
 * Makes the messages of many radars and publishes them over a few connections, each with a thread of its own. Every message has
 * its number within its device, from 1 without a gap: what arrived can be compared with {@link Result#messages} device by
 * device, and nothing can be lost or doubled unseen.
 */
public final class LoadGenerator {
    private static final Duration ACKNOWLEDGE_WITHIN = Duration.ofMinutes(1);
    /** Time that is slept at once; what is due by then goes out together. */
    private static final long PACE_MS = 5;

    private final LoadPlan plan;
    private final List<Device> devices;
    private final long session;
    private final CityClock clock;
    private final long[] numbers;
    private volatile boolean stopping;

    /** What was sent. {@code messages}: how many by each device, in the order of the devices. */
    public record Result(
            List<Device> devices,
            List<Long> messages,
            Instant from,
            Duration took,
            long acknowledged,
            long repeated,
            long samples,
            boolean allAcknowledged) {
        public Result {
            devices = List.copyOf(devices);
            messages = List.copyOf(messages);
        }

        public long sent() {
            return messages.stream().mapToLong(Long::longValue).sum();
        }
    }

    /** {@code session}: greater than in any run before. */
    public LoadGenerator(LoadPlan plan, List<Device> devices, long session, CityClock clock) {
        if (devices.size() < plan.devices())
            throw new IllegalArgumentException(plan.devices() + " devices wanted, " + devices.size() + " given");
        this.plan = plan;
        this.devices = List.copyOf(devices.subList(0, plan.devices()));
        this.session = session;
        this.clock = clock;
        this.numbers = new long[plan.devices()];
    }

    /** Ends a run before its time. Any thread. */
    public void stop() {
        stopping = true;
    }

    /** Runs the plan. {@code options}: how concentrator n connects; its window is the plan's. */
    public Result run(IntFunction<MqttLinkOptions.Builder> options) throws InterruptedException {
        List<SteadyPublisher> publishers = new ArrayList<>();
        for (int i = 0; i < plan.connections(); i++)
            publishers.add(new SteadyPublisher(
                    options.apply(i).maxInFlight(plan.window()).build()));
        Instant from = clock.instant();
        long began = System.nanoTime();
        boolean all = true;
        try (ExecutorService threads = Executors.newFixedThreadPool(plan.connections())) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < plan.connections(); i++) {
                int concentrator = i;
                running.add(threads.submit(() -> {
                    feed(concentrator, publishers.get(concentrator));
                    return true;
                }));
            }
            for (Future<?> each : running) each.get();
            for (SteadyPublisher publisher : publishers) all &= publisher.awaitAcknowledged(ACKNOWLEDGE_WITHIN);
        } catch (ExecutionException e) {
            throw new IllegalStateException("load broke off", e.getCause());
        } finally {
            publishers.forEach(SteadyPublisher::close);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        List<Long> messages = new ArrayList<>();
        for (long number : numbers) messages.add(number);
        return new Result(
                devices,
                messages,
                from,
                took,
                publishers.stream().mapToLong(SteadyPublisher::acknowledged).sum(),
                publishers.stream().mapToLong(SteadyPublisher::repeated).sum(),
                messages.stream().mapToLong(Long::longValue).sum() * plan.values(),
                all);
    }

    /** Device by device in turn: those whose index divided by the number of concentrators leaves {@code concentrator}. */
    private void feed(int concentrator, SteadyPublisher publisher) throws InterruptedException {
        double perSecond = plan.messagesPerSecond() / plan.connections();
        long began = System.nanoTime();
        long end = began + plan.length().toNanos();
        long sent = 0;
        int device = concentrator;
        if (device >= devices.size()) return;
        for (long now = began; now < end && !stopping; now = System.nanoTime()) {
            long due = perSecond == 0 ? sent + 64 : (long) ((now - began) / 1e9 * perSecond) + 1;
            for (; sent < due && !stopping; sent++) {
                publish(device, publisher);
                device = device + plan.connections() < devices.size() ? device + plan.connections() : concentrator;
            }
            if (perSecond > 0) TimeUnit.MILLISECONDS.sleep(PACE_MS);
        }
    }

    private void publish(int index, SteadyPublisher publisher) throws InterruptedException {
        Device device = devices.get(index);
        long seq = ++numbers[index];
        Instant now = clock.instant();
        DeviceMessage message = new DeviceMessage(
                device.id(),
                new MessageId(session, seq),
                now,
                new DetectorReadings(List.of(reading(device, seq, now))));
        publisher.publish(
                Topics.fieldUp(device.site(), device.id()), DeviceWire.encode(message), MqttPublish.AT_LEAST_ONCE);
    }

    private DetectorReading reading(Device device, long seq, Instant now) {
        int motorcycles = (int) (seq % 9);
        int cars = (int) (seq % 3);
        return new DetectorReading(
                device.id(),
                now,
                Duration.ofSeconds(10),
                motorcycles + cars,
                plan.values() > 1 ? OptionalDouble.of(seq % 100 / 100.0) : OptionalDouble.empty(),
                plan.values() > 2 ? OptionalDouble.of(20.0 + seq % 30) : OptionalDouble.empty(),
                plan.values() > 3 ? OptionalDouble.of(seq % 80 * 1.0) : OptionalDouble.empty(),
                plan.values() == 10 ? Optional.of(new ClassCounts(motorcycles, 0, cars, 0, 0, 0)) : Optional.empty());
    }
}
