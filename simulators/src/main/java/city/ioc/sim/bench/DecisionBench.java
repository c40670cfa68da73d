package city.ioc.sim.bench;

import city.ioc.contracts.city.City;
import city.ioc.contracts.city.CityFiles;
import city.ioc.contracts.field.ControlMode;
import city.ioc.contracts.field.ControllerReport;
import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.field.SignalEventCode;
import city.ioc.contracts.id.StageId;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.Intersection;
import city.ioc.signal.decision.ControlStrategy;
import city.ioc.signal.decision.StageDecision;
import city.ioc.signal.decision.Strategies;
import city.ioc.signal.model.SignalLayout;
import city.ioc.signal.model.SignalState;
import city.ioc.signal.safety.SafetyGuard;
import city.ioc.signal.traffic.CityLanes;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * What deciding costs: thousands of intersections, copies of the demo city's, whose loops are busy at random, each asked once a
 * second on one thread. Estimate of the traffic, decision with its explanation, and the guard's verdict; no commands go out.
 */
final class DecisionBench implements Bench {
    private static final int ROUNDS = 40;
    private static final int WARM_UP_ROUNDS = 10;
    private static final Instant START = Instant.parse("2026-11-24T01:00:00Z");

    @Override
    public String name() {
        return "decisions";
    }

    @Override
    public String purpose() {
        return "adaptive decisions of many intersections once a second on one core  [INTERSECTIONS 10000]";
    }

    /** One intersection. */
    private record Desk(SignalState state, ControlStrategy strategy, SafetyGuard guard) {}

    @Override
    public Map<String, Object> run(BenchContext context, List<String> arguments) {
        int wanted = arguments.isEmpty() ? 10_000 : Integer.parseInt(arguments.getFirst());
        City city = CityFiles.read(context.city());
        List<Intersection> originals = city.intersections().stream()
                .filter(x -> x.control() == Intersection.Control.COMMANDED)
                .toList();
        List<Desk> desks = new ArrayList<>();
        for (int i = 0; i < wanted; i++) desks.add(desk(city, originals.get(i % originals.size())));
        Random random = new Random(1);
        double[] roundS = new double[ROUNDS];
        int changes = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Instant now = START.plusSeconds(round);
            for (Desk desk : desks) live(desk, now, random);
            long began = cpuNanos();
            for (Desk desk : desks) if (decide(desk, now)) changes++;
            roundS[round] = (cpuNanos() - began) / 1e9;
        }
        double[] measured = Arrays.copyOfRange(roundS, WARM_UP_ROUNDS, ROUNDS);
        Arrays.sort(measured);
        double medianS = measured[measured.length / 2];
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("intersections", wanted);
        figures.put("cpuSecondsPerSecond", Math.round(medianS * 1000) / 1000.0);
        figures.put("worstRoundCpuSeconds", Math.round(measured[measured.length - 1] * 1000) / 1000.0);
        figures.put("microsPerDecision", Math.round(medianS / wanted * 1e7) / 10.0);
        figures.put("changesOrdered", changes);
        return figures;
    }

    private static Desk desk(City city, Intersection x) {
        List<Device> devices = city.devices().stream()
                .filter(device -> device.site().equals(x.id()))
                .toList();
        SignalLayout layout = SignalLayout.of(x, devices, CityLanes.of(x, city.links(), devices));
        return new Desk(
                new SignalState(layout),
                Strategies.laddered("adaptive", layout, city.timeZone(), false),
                new SafetyGuard(layout));
    }

    /** A second on the street: the controller reports, and about every third loop changes. */
    private static void live(Desk desk, Instant now, Random random) {
        SignalState state = desk.state();
        StageId stage = state.findStage().orElse(state.layout().stage(0).id());
        Instant since = state.findStageSince().orElse(now.minus(Duration.ofSeconds(20)));
        state.observe(new ControllerReport(
                now,
                ControlMode.COMMANDED,
                Optional.of(stage),
                false,
                since,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
        for (int d = 0; d < state.layout().detectors().size(); d++) {
            if (random.nextInt(3) != 0) continue;
            SignalEventCode code = state.isOccupied(d) ? SignalEventCode.DETECTOR_OFF : SignalEventCode.DETECTOR_ON;
            state.observe(new SignalEvent(
                    now.minusMillis(random.nextInt(1000)),
                    code,
                    state.layout().detectors().get(d).channel()));
        }
    }

    private static boolean decide(Desk desk, Instant now) {
        SignalState state = desk.state();
        state.estimateTraffic(now);
        StageDecision decision = desk.strategy().decide(state, now);
        if (!(decision instanceof StageDecision.ChangeTo change)) return false;
        desk.guard().judge(state, change.stage(), now.plusSeconds(3), now);
        return true;
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
