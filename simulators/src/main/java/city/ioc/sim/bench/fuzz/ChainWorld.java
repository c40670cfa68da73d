package city.ioc.sim.bench.fuzz;

import city.ioc.contracts.city.City;
import city.ioc.contracts.command.ControllerCommand;
import city.ioc.contracts.field.ControllerReport;
import city.ioc.contracts.field.DeviceBody;
import city.ioc.contracts.field.DeviceMessage;
import city.ioc.contracts.field.MessageId;
import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.field.SignalEventCode;
import city.ioc.contracts.field.SignalEvents;
import city.ioc.contracts.gateway.DeviceRecord;
import city.ioc.contracts.operator.OperatorRequest;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.GeoPoint;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.LocalName;
import city.ioc.edge.command.CommandGuard;
import city.ioc.edge.registry.Registry;
import city.ioc.signal.decision.ControlStrategy;
import city.ioc.signal.decision.Strategies;
import city.ioc.signal.model.SignalLayout;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * The whole way from wish to lamp and back: runtime and guard of the core, the guard at the gateway, the controller, with lines
 * between them that lose, delay, double and reorder, clocks that jump and parts that die. The oracle looks at the lamps.
 */
final class ChainWorld implements World {
    private static final Duration CLOCK_IS_SUSPECT = Duration.ofSeconds(30);
    private static final int TICKS_PER_SECOND = 10;

    private final Chance chance;
    private final RandomStreet street;
    private final Registry registry;
    private final Function<SignalLayout, ControlStrategy> strategy;
    private final FragileController field;
    private final Line<DeviceMessage> up;
    private final Line<Batch> toCore;
    private final Line<ControllerCommand> toGateway;
    private final Line<ControllerCommand> down;
    private final Skew coreClock;
    private final Skew gatewayClock;
    private final Skew deviceClock;
    private CommandGuard gateway;
    private FuzzedCore core;
    /** A node that does not know yet that it has lost its shard. */
    private Optional<FuzzedCore> ghost = Optional.empty();

    private long tick;
    private long ghostUntilMs;
    private long messageSession;
    private long messageSeq;
    private long batchSeq;
    private long orders;
    private boolean falseFlash;
    private String flashedFor = "";

    private record Batch(long seq, DeviceRecord record) {}

    /** A clock that is off for a while. */
    private static final class Skew {
        private final Chance chance;
        private final Disturbance disturbance;
        private Duration offset = Duration.ZERO;
        private long untilMs;

        Skew(Chance chance, Disturbance disturbance) {
            this.chance = chance;
            this.disturbance = disturbance;
        }

        void tick(long nowMs) {
            if (nowMs >= untilMs) offset = Duration.ZERO;
            if (!chance.strikes(disturbance, 800)) return;
            int bound = chance.draw(disturbance, 3) == 0 ? 200_000 : 6_000;
            offset = Duration.ofMillis(chance.draw(disturbance, 2 * bound) - bound);
            untilMs = nowMs + chance.draw(disturbance, 40_000);
        }

        Instant at(long nowMs) {
            return Instant.ofEpochMilli(nowMs).plus(offset);
        }
    }

    ChainWorld(Chance chance) {
        this.chance = chance;
        SplittableRandom random = chance.world();
        long startMs = MORNING.toEpochMilli() + 100L * random.nextInt(600_000);
        street = RandomStreet.draw(random, Instant.ofEpochMilli(startMs), 0);
        Wishes wishes = new Wishes(street, chance);
        int choice = random.nextInt(2 + Strategies.NAMES.size());
        strategy = choice < 2
                ? layout -> new WishStrategy(wishes, chance)
                : layout -> Strategies.laddered(Strategies.NAMES.get(choice - 2), layout, RandomStreet.ZONE, false);
        registry = registry(street);
        gateway = new CommandGuard(() -> registry);
        field = new FragileController(street.intersection(), chance, startMs);
        core = new FuzzedCore(street, strategy, Instant.ofEpochMilli(startMs));
        up = new Line<>(chance);
        toCore = new Line<>(chance);
        toGateway = new Line<>(chance);
        down = new Line<>(chance);
        coreClock = new Skew(chance, Disturbance.CORE_CLOCK);
        gatewayClock = new Skew(chance, Disturbance.GATEWAY_CLOCK);
        deviceClock = new Skew(chance, Disturbance.DEVICE_CLOCK);
        if (chance.isCalm())
            field.oracle().judgeRed(30_000 + street.intersection().stages().size() * 30_000L);
    }

    private static Registry registry(RandomStreet street) {
        return Registry.of(
                new City(
                        "fuzz",
                        new LocalName("fuzz", "fuzz"),
                        RandomStreet.ZONE,
                        new GeoPoint(9.784, 105.47),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(street.intersection()),
                        street.devices()),
                List.of());
    }

    @Override
    public List<Violation> tick() {
        tick++;
        field.advance(tick);
        long nowMs = field.nowMs();
        coreClock.tick(nowMs);
        gatewayClock.tick(nowMs);
        deviceClock.tick(nowMs);
        die(nowMs);
        speak(nowMs);
        if (chance.world().nextInt(12) == 0)
            detection(nowMs).ifPresent(event -> say(new SignalEvents(List.of(event)), nowMs));
        passUp(nowMs);
        think(nowMs);
        passDown(nowMs);
        return falseFlash ? List.of(new Violation(Violation.Kind.FALSE_FLASH, flashedFor, tick)) : field.take();
    }

    private void die(long nowMs) {
        if (chance.strikes(Disturbance.GATEWAY_RESTART, 1_500)) gateway = new CommandGuard(() -> registry);
        if (ghost.isPresent() && nowMs >= ghostUntilMs) ghost = Optional.empty();
        if (chance.strikes(Disturbance.CORE_RESTART, 1_000)) {
            FuzzedCore heir = new FuzzedCore(street, strategy, coreClock.at(nowMs));
            heir.resume(core.lastSnapshot(), coreClock.at(nowMs));
            if (chance.draw(Disturbance.CORE_RESTART, 3) == 0) {
                ghost = Optional.of(core);
                ghostUntilMs = nowMs + chance.draw(Disturbance.CORE_RESTART, 8_000);
            }
            core = heir;
        }
        if (chance.strikes(Disturbance.CORE_AMNESIA, 1_500))
            core = new FuzzedCore(street, strategy, coreClock.at(nowMs));
    }

    /** What the controller says: after all that it does, as a cabinet, so that no report is older than the events before it. */
    private void speak(long nowMs) {
        List<SignalEvent> events = field.controller().takeEvents();
        if (!events.isEmpty())
            say(
                    new SignalEvents(events.stream()
                            .map(event -> new SignalEvent(
                                    event.at().plus(deviceClock.offset), event.code(), event.parameter()))
                            .toList()),
                    nowMs);
        for (ControllerReport report : field.controller().takeReports()) say(skewed(report), nowMs);
    }

    private ControllerReport skewed(ControllerReport report) {
        if (deviceClock.offset.isZero()) return report;
        return new ControllerReport(
                report.at().plus(deviceClock.offset),
                report.mode(),
                report.stage(),
                report.inTransition(),
                report.stageSince().plus(deviceClock.offset),
                report.plan(),
                report.lastCommand(),
                report.verdict(),
                report.fault());
    }

    private Optional<SignalEvent> detection(long nowMs) {
        List<Device> detectors = street.devices().stream()
                .filter(device -> device.channel().isPresent())
                .toList();
        if (detectors.isEmpty()) return Optional.empty();
        SplittableRandom random = chance.world();
        int channel = detectors.get(random.nextInt(detectors.size())).channel().orElseThrow();
        return Optional.of(new SignalEvent(
                Instant.ofEpochMilli(nowMs),
                random.nextBoolean() ? SignalEventCode.DETECTOR_ON : SignalEventCode.DETECTOR_OFF,
                channel));
    }

    private void say(DeviceBody body, long nowMs) {
        if (messageSession != field.session()) {
            messageSession = field.session();
            messageSeq = 0;
        }
        up.send(
                new DeviceMessage(
                        RandomStreet.CONTROLLER,
                        new MessageId(messageSession, ++messageSeq),
                        deviceClock.at(nowMs),
                        body),
                nowMs);
    }

    private void passUp(long nowMs) {
        for (DeviceMessage message : up.receive(nowMs)) {
            Instant received = gatewayClock.at(nowMs);
            boolean suspect = Duration.between(message.sentAt(), received).abs().compareTo(CLOCK_IS_SUSPECT) > 0;
            gateway.observe(RandomStreet.SITE, message, received, suspect);
            toCore.send(new Batch(++batchSeq, new DeviceRecord(RandomStreet.SITE, received, message, suspect)), nowMs);
        }
        for (Batch batch : toCore.receive(nowMs)) {
            long floor = Math.max(1, batch.seq() - 50);
            core.take(batch.seq(), floor, batch.record(), coreClock.at(nowMs));
            ghost.ifPresent(node -> node.take(batch.seq(), floor, batch.record(), coreClock.at(nowMs)));
        }
    }

    private void think(long nowMs) {
        Instant now = coreClock.at(nowMs);
        if (chance.strikes(Disturbance.OPERATOR, 300)) order(now);
        if (tick % 2 == 0) {
            core.tick(now);
            ghost.ifPresent(node -> node.tick(now));
        }
        if (tick % TICKS_PER_SECOND == 0) {
            core.second(now);
            ghost.ifPresent(node -> node.second(now));
        }
        for (ControllerCommand command : core.takeCommands()) send(command, nowMs);
        ghost.ifPresent(node -> node.takeCommands().forEach(command -> send(command, nowMs)));
    }

    /** Lamps at fault end a world at once: whatever flashes for a fault in one that lives on flashes for nothing. */
    private void send(ControllerCommand command, long nowMs) {
        if (command.action() instanceof ControllerCommand.Flash flash) {
            falseFlash = true;
            flashedFor = flash.fault();
        }
        toGateway.send(command, nowMs);
    }

    private void order(Instant now) {
        Intersection x = street.intersection();
        Instant until = now.plusSeconds(1 + chance.draw(Disturbance.OPERATOR, 60));
        var stage = x.stages()
                .get(chance.draw(Disturbance.OPERATOR, x.stages().size()))
                .id();
        var plan = x.plans()
                .get(chance.draw(Disturbance.OPERATOR, x.plans().size()))
                .id();
        switch (chance.draw(Disturbance.OPERATOR, 9)) {
            case 6, 7, 8 ->
                core.runtime()
                        .order(
                                new OperatorRequest.RequestPriority(
                                        x.id(),
                                        chance.draw(Disturbance.OPERATOR, 2) == 0 ? "EMERGENCY" : "BUS",
                                        x.groups()
                                                .get(chance.draw(
                                                        Disturbance.OPERATOR,
                                                        x.groups().size()))
                                                .id(),
                                        now.plusMillis(chance.draw(Disturbance.OPERATOR, 20_000)),
                                        "lan",
                                        "fuzz",
                                        now.plusSeconds(21 + chance.draw(Disturbance.OPERATOR, 60))),
                                now);
            case 0, 1 -> core.runtime().order(new OperatorRequest.HoldStage(x.id(), stage, "lan", "fuzz", until), now);
            case 2 -> core.runtime().order(new OperatorRequest.RunPlan(x.id(), plan, "lan", "fuzz", until), now);
            case 3 -> core.runtime().order(new OperatorRequest.Release(x.id(), "lan", "fuzz", until), now);
            case 4 -> core.runtime().cancel(new OperatorRequest.CancelOverride(x.id(), "lan", "fuzz"), now);
            default -> core.runtime().order(new OperatorRequest.ResetFlash(x.id(), "lan", "fuzz"), now);
        }
    }

    private void passDown(long nowMs) {
        for (ControllerCommand command : toGateway.receive(nowMs))
            if (gateway.judge(command, gatewayClock.at(nowMs)).isAccepted()) down.send(command, nowMs);
        if (tick % 5 == 0) {
            Instant now = gatewayClock.at(nowMs);
            for (Intersection abandoned : gateway.listAbandoned(now))
                down.send(
                        new ControllerCommand(
                                "release-" + ++orders,
                                abandoned.id(),
                                abandoned.controller(),
                                now,
                                now.plusSeconds(3),
                                "CORE_SILENT",
                                new ControllerCommand.ReleaseToLocal(),
                                Optional.empty()),
                        nowMs);
        }
        int laterMs = 0;
        for (ControllerCommand command : down.receive(nowMs)) {
            laterMs = Math.min(TICK_MS - 1, laterMs + chance.world().nextInt(30));
            field.obey(command, laterMs, tick);
            speak(nowMs);
        }
    }
}
