package city.ioc.sim.bench.fuzz;

import city.ioc.contracts.command.ControllerCommand;
import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.gateway.DeviceRecord;
import city.ioc.contracts.id.GatewayId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.live.LiveDecision;
import city.ioc.contracts.live.LiveTopic;
import city.ioc.core.control.ControlOutput;
import city.ioc.core.control.SignalOverride;
import city.ioc.core.control.SignalRuntime;
import city.ioc.core.intake.MessageWindow;
import city.ioc.core.intake.StreamProgress;
import city.ioc.core.live.LiveSink;
import city.ioc.core.registry.CityIndex.SiteConfig;
import city.ioc.core.state.AlarmDesk;
import city.ioc.core.state.IncidentDesk;
import city.ioc.core.state.SignalDesk;
import city.ioc.core.state.SiteDesk;
import city.ioc.core.state.SiteSnapshot;
import city.ioc.core.store.LatestReadings;
import city.ioc.signal.decision.ControlStrategy;
import city.ioc.signal.model.SignalLayout;
import city.ioc.signal.model.SignalState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * What one core node does for one intersection: the real desk, runtime and guard behind the checks of the intake, without bus,
 * store and screens. Confined to one thread.
 */
final class FuzzedCore {
    static final GatewayId GATEWAY = new GatewayId("gw-1");

    private static final Nowhere NOWHERE = new Nowhere();

    private final SiteDesk desk;
    private final SignalRuntime runtime;
    private final StreamProgress progress;
    private final List<ControllerCommand> commands = new ArrayList<>();
    private SiteSnapshot snapshot;

    FuzzedCore(RandomStreet street, Function<SignalLayout, ControlStrategy> strategy, Instant now) {
        SignalState state = new SignalState(SignalLayout.of(street.intersection(), street.devices()));
        runtime = new SignalRuntime(state, strategy.apply(state.layout()), RandomStreet.ZONE, new Output());
        SiteConfig config = new SiteConfig(RandomStreet.SITE, Optional.of(street.intersection()), street.devices());
        desk = new SiteDesk(
                config,
                Optional.of(new SignalDesk(state, Optional.of(runtime), street.devices(), RandomStreet.ZONE)),
                new AlarmDesk(NOWHERE, row -> {}, now),
                new IncidentDesk(NOWHERE, row -> {}, now),
                NOWHERE,
                new LatestReadings(new PGSimpleDataSource()),
                RandomStreet.ZONE);
        progress = new StreamProgress(now);
        snapshot = desk.snapshot(now);
    }

    SignalRuntime runtime() {
        return runtime;
    }

    /** Takes a batch as {@code ShardIntake} does. */
    void take(long seq, long floor, DeviceRecord record, Instant now) {
        long before = progress.missing();
        progress.received(seq, floor, now);
        if (progress.missing() > before) desk.missedEvents();
        if (record.clockSuspect()) return;
        if (Duration.between(record.receivedAt(), now).compareTo(SiteDesk.LIVE_AGE) > 0) return;
        if (desk.take(record.message()) == MessageWindow.Verdict.FRESH) desk.apply(record, GATEWAY, now);
    }

    void tick(Instant now) {
        desk.tick(now);
    }

    void second(Instant now) {
        desk.second(now);
        snapshot = desk.snapshot(now);
    }

    /** What the cluster keeps of it: as old as its last second. */
    byte[] lastSnapshot() {
        return snapshot.toBytes();
    }

    void resume(byte[] bytes, Instant now) {
        try {
            desk.resume(SiteSnapshot.of(bytes), now);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<ControllerCommand> takeCommands() {
        if (commands.isEmpty()) return List.of();
        List<ControllerCommand> taken = List.copyOf(commands);
        commands.clear();
        return taken;
    }

    private final class Output implements ControlOutput {
        @Override
        public void command(GatewayId gateway, ControllerCommand command) {
            commands.add(command);
        }

        @Override
        public void decided(String id, LiveDecision decision) {}

        @Override
        public void overridden(SignalOverride override, Optional<Instant> endedAt, Optional<String> endedBy) {}
    }

    /** No screens. */
    private static final class Nowhere implements LiveSink {
        @Override
        public void put(LiveTopic topic, String id, Object body) {}

        @Override
        public void remove(LiveTopic topic, String id) {}

        @Override
        public void append(IntersectionId id, List<SignalEvent> piece) {}
    }
}
