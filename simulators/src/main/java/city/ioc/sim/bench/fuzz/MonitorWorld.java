package city.ioc.sim.bench.fuzz;

import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.field.SignalEventCode;
import city.ioc.contracts.live.Lamp;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.SignalGroup;
import city.ioc.signal.model.SignalLayout;
import city.ioc.signal.model.SignalState;
import city.ioc.signal.safety.ConflictMonitor;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The conflict monitor against the oracle: a cabinet that is commanded at random breaks every rule, and both must see the same,
 * event by event.
 */
final class MonitorWorld implements World {
    private static final long TOLERANCE_MS = 100;

    private final Chance chance;
    private final RandomStreet street;
    private final SignalState state;
    private final BlindCabinet cabinet;
    private final LampOracle oracle;
    private final Lamp[] lamps;
    private final int patience;
    private long tick;
    private long nowMs;

    MonitorWorld(Chance chance) {
        this.chance = chance;
        SplittableRandom random = chance.world();
        nowMs = MORNING.toEpochMilli();
        street = RandomStreet.draw(random, MORNING, 0);
        Intersection x = street.intersection();
        state = new SignalState(SignalLayout.of(x));
        cabinet = new BlindCabinet(x, nowMs);
        oracle = new LampOracle(x, TOLERANCE_MS, nowMs);
        lamps = new Lamp[x.groups().size()];
        Arrays.fill(lamps, Lamp.DARK);
        patience = 5 + random.nextInt(200);
    }

    @Override
    public List<Violation> tick() {
        tick++;
        nowMs += TICK_MS;
        SplittableRandom random = chance.world();
        if (tick * TICK_MS > BlindCabinet.STARTUP_MS && random.nextInt(patience) == 0) {
            boolean hostile = !street.hostile().isEmpty() && random.nextInt(10) == 0;
            var from = hostile ? street.hostile() : street.sound();
            cabinet.hurry(random.nextInt(3) == 0 ? random.nextInt(1 + random.nextInt(12_000)) : 0);
            cabinet.obey(from.get(random.nextInt(from.size())), nowMs);
        }
        if (tick * TICK_MS > BlindCabinet.STARTUP_MS && random.nextInt(2_000) == 0)
            cabinet.breakLamp(random.nextInt(lamps.length), nowMs);
        cabinet.advance(nowMs);
        cabinet.takeReports();
        for (SignalEvent event : cabinet.takeEvents()) {
            Set<String> monitor = ConflictMonitor.judge(state, event).stream()
                    .map(fault -> fault.kind().name() + " " + fault.group()
                            + fault.other().map(other -> "/" + other).orElse(""))
                    .collect(Collectors.toCollection(TreeSet::new));
            state.observe(event);
            show(event);
            oracle.look(lamps, nowMs, tick);
            Set<String> witness = oracle.take().stream()
                    .map(violation ->
                            violation.kind().name() + " " + violation.text().split(" ")[0])
                    .collect(Collectors.toCollection(TreeSet::new));
            if (!monitor.equals(witness))
                return List.of(new Violation(
                        Violation.Kind.MONITOR_DIFFERS, "monitor says " + monitor + ", oracle " + witness, tick));
        }
        return List.of();
    }

    private void show(SignalEvent event) {
        List<SignalGroup> groups = street.intersection().groups();
        for (int g = 0; g < lamps.length; g++) {
            if (groups.get(g).number() != event.parameter()) continue;
            lamps[g] = switch (SignalEventCode.find(event.code()).orElseThrow()) {
                case GROUP_BEGIN_GREEN, PEDESTRIAN_BEGIN_WALK -> Lamp.GREEN;
                case GROUP_BEGIN_AMBER -> Lamp.AMBER;
                case PEDESTRIAN_BEGIN_CLEARANCE -> Lamp.CLEARANCE;
                default -> Lamp.RED;
            };
        }
    }
}
