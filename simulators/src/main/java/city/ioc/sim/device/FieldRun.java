package city.ioc.sim.device;

import city.ioc.contracts.city.City;
import city.ioc.contracts.field.CommandVerdict;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.live.Lamp;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.time.CityClock;
import city.ioc.sim.traffic.SimulationSettings.DeviceFault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the devices of a city by its clock. One thread owns all devices: it ticks the controllers, takes commands the moment they
 * arrive, and hands every step of the street, which is lived on a thread of its own, to the detectors. Without commands the same
 * seed gives the same messages: the street sees the lamps as they were when its step began.
 */
public final class FieldRun implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FieldRun.class);
    private static final Duration WARN_LAG = Duration.ofSeconds(10);

    private final CityClock clock;
    private final Street street;
    private final Field field;
    private final LampBoard lamps = new LampBoard();
    private final List<FieldConnection> connections = new ArrayList<>();
    private final Map<DeviceId, FieldConnection> byDevice = new HashMap<>();
    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final ExecutorService streetThread = Executors.newSingleThreadExecutor(task -> new Thread(task, "street"));
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Thread thread = new Thread(this::run, "field");
    private volatile boolean stopping;
    private volatile Figures figures = Figures.NONE;
    private Instant nextTick;
    private Instant streetUntil;
    private boolean streetBusy;
    private boolean lagging;

    /**
     * How the run is going.
     *
     * @param commanded how many controllers follow the centre's commands
     * @param streetLag how far the street is behind the clock
     */
    public record Figures(
            int connected,
            int connections,
            int controllers,
            int commanded,
            long messagesSaid,
            long acknowledged,
            long waiting,
            long dropped,
            Duration streetLag,
            Map<CommandVerdict, Long> verdicts) {
        static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, 0, 0, Duration.ZERO, Map.of());
    }

    /**
     * What a run needs.
     *
     * @param street makes the street that begins at an instant
     * @param session of every device, greater than in any run before
     */
    public record Options(
            City city,
            List<DeviceFault> faults,
            Surroundings surroundings,
            Function<Instant, Street> street,
            BrokerAddress broker,
            DeviceCredentials credentials,
            long session,
            CityClock clock) {}

    private FieldRun(Options options) {
        this.clock = options.clock();
        long step = Street.STEP.toMillis();
        Instant start = Instant.ofEpochMilli((clock.instant().toEpochMilli() / step + 1) * step);
        nextTick = start.plus(SignalController.TICK);
        field = new Field(
                options.city(),
                new FaultPlan(options.faults(), start),
                options.surroundings(),
                options.session(),
                start,
                device -> connect(device, options));
        street = options.street().apply(start);
        streetUntil = street.now();
    }

    /** Connects all devices and starts the city. */
    public static FieldRun start(Options options) {
        FieldRun run = new FieldRun(options);
        run.thread.start();
        return run;
    }

    private FieldConnection connect(Device device, Options options) {
        Optional<Consumer<byte[]>> onCommand = device.kind() == Device.Kind.CONTROLLER
                ? Optional.of(payload -> hand(device.id(), payload))
                : Optional.empty();
        FieldConnection connection = FieldConnection.open(
                options.broker(),
                device.site(),
                device.id(),
                options.credentials().find(device.id()),
                onCommand);
        connections.add(connection);
        byDevice.put(device.id(), connection);
        return connection;
    }

    private void hand(DeviceId controller, byte[] payload) {
        tasks.add(() -> field.command(controller, payload, clock.instant()));
    }

    private void run() {
        try {
            while (!stopping) {
                long wait = clock.realMillis(Duration.between(clock.instant(), nextTick));
                Runnable task = tasks.poll(wait, TimeUnit.MILLISECONDS);
                if (task != null) task.run();
                Instant now = clock.instant();
                if (!now.isBefore(nextTick)) tick(now);
            }
            ended.complete(null);
        } catch (InterruptedException | RuntimeException e) {
            if (!stopping) log.error("field ended by an error", e);
            ended.completeExceptionally(e);
        }
    }

    private void tick(Instant now) {
        long grid = SignalController.TICK.toMillis();
        Instant tick = Instant.ofEpochMilli(now.toEpochMilli() / grid * grid);
        nextTick = tick.plus(SignalController.TICK);
        field.tick(tick);
        lamps.show(field.lamps());
        for (FieldConnection connection : connections) connection.pump();
        liveStreet(tick);
        figures = figuresAt(tick);
    }

    /** Lets the street live its next step when that step is over by the clock; one at a time, as many as are due. */
    private void liveStreet(Instant until) {
        if (streetBusy || stopping || streetUntil.plus(street.stepLength()).isAfter(until)) return;
        streetBusy = true;
        streetThread.execute(() -> {
            try {
                lamps.look();
                StreetStep step = street.step(lamps);
                tasks.add(() -> lived(step));
            } catch (RuntimeException e) {
                tasks.add(() -> {
                    throw e;
                });
            }
        });
    }

    private void lived(StreetStep step) {
        streetBusy = false;
        streetUntil = step.end();
        field.observe(step);
        Instant now = clock.instant();
        boolean late = Duration.between(streetUntil, now).compareTo(WARN_LAG) > 0;
        if (late && !lagging)
            log.warn(
                    "street cannot keep up behindS={}",
                    Duration.between(streetUntil, now).toSeconds());
        lagging = late;
        liveStreet(now);
    }

    private Figures figuresAt(Instant now) {
        int connected = 0;
        long acknowledged = 0;
        long waiting = 0;
        long dropped = 0;
        for (FieldConnection connection : connections) {
            if (connection.isConnected()) connected++;
            acknowledged += connection.acknowledged();
            waiting += connection.waiting();
            dropped += connection.dropped();
        }
        return new Figures(
                connected,
                connections.size(),
                field.controllers(),
                field.commanded(),
                field.messagesSaid(),
                acknowledged,
                waiting,
                dropped,
                Duration.between(streetUntil, now),
                field.verdicts());
    }

    /** The last figures, not older than a tick. Any thread. */
    public Figures figures() {
        return figures;
    }

    /** Sends a camera's picture now, or never. Any thread. */
    public void showFrame(DeviceId camera, byte[] jpeg) {
        FieldConnection connection = byDevice.get(camera);
        if (connection == null) return;
        field.films(camera);
        connection.show(jpeg);
    }

    /** Sends a camera's picture and tells whether anybody looks at them. Any thread. */
    public CompletableFuture<Boolean> askFrame(DeviceId camera, byte[] jpeg) {
        FieldConnection connection = byDevice.get(camera);
        return connection == null ? CompletableFuture.completedFuture(false) : connection.ask(jpeg);
    }

    /** Completes when the run was closed, exceptionally when it broke. */
    public CompletableFuture<Void> ended() {
        return ended;
    }

    /** Breaks the wiring of a signal group's lamps. Any thread. */
    public void stickLamp(IntersectionId intersection, SignalGroupId group, Lamp lamp) {
        tasks.add(() ->
                field.findCabinet(intersection).ifPresent(cabinet -> cabinet.stickLamp(group, lamp, clock.instant())));
    }

    /** Stops the city and says goodbye on every connection. */
    @Override
    public void close() {
        stopping = true;
        tasks.add(() -> {});
        streetThread.shutdown();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
            if (!streetThread.awaitTermination(2, TimeUnit.SECONDS)) log.warn("street did not stop in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (ExecutorService closing = Executors.newVirtualThreadPerTaskExecutor()) {
            connections.forEach(connection -> closing.execute(connection::close));
        }
    }
}
