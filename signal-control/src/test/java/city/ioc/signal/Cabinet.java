package city.ioc.signal;

import city.ioc.contracts.field.ControlMode;
import city.ioc.contracts.field.ControllerReport;
import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.field.SignalEventCode;
import city.ioc.contracts.id.StageId;
import city.ioc.contracts.street.SignalGroup;
import city.ioc.signal.model.SignalLayout;
import city.ioc.signal.model.SignalState;
import city.ioc.signal.safety.ConflictMonitor;
import city.ioc.signal.safety.ShownFault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A controller that inserts ambers and intergreens and otherwise obeys blindly: what keeps minimum greens here is the guard
 * alone. Collects what the monitor has to say of the lamps.
 */
public final class Cabinet {
    private final SignalLayout layout;
    private final SignalState state;
    private final List<SignalEvent> due = new ArrayList<>();
    private final List<ShownFault> faults = new ArrayList<>();
    private final Map<Integer, Instant> redSince = new HashMap<>();
    private int stage;
    private Instant stageSince;
    private boolean inTransition;
    private double longestRedS;

    public Cabinet(SignalState state, int stage, Instant now) {
        this.layout = state.layout();
        this.state = state;
        this.stage = stage;
        this.stageSince = now;
        report(now);
        for (int g = 0; g < layout.groups(); g++) if ((layout.stageGroups(stage) & 1L << g) == 0) redSince.put(g, now);
    }

    public void obey(StageId wanted, Instant now) {
        int next = layout.findStage(wanted).orElseThrow();
        state.request(next, now);
        if (inTransition || next == stage) return;
        for (int g = 0; g < layout.groups(); g++) {
            boolean was = (layout.stageGroups(stage) & 1L << g) != 0;
            boolean will = (layout.stageGroups(next) & 1L << g) != 0;
            SignalGroup group = layout.group(g);
            boolean vehicle = group.kind() == SignalGroup.Kind.VEHICLE;
            if (was && !will) {
                due.add(event(
                        now,
                        vehicle ? SignalEventCode.GROUP_BEGIN_AMBER : SignalEventCode.PEDESTRIAN_BEGIN_CLEARANCE,
                        group));
                due.add(event(
                        now.plus(group.endOfGreen()),
                        vehicle
                                ? SignalEventCode.GROUP_BEGIN_RED_CLEARANCE
                                : SignalEventCode.PEDESTRIAN_BEGIN_DONT_WALK,
                        group));
            } else if (will && !was) {
                due.add(event(
                        now.plusMillis(layout.greenDelayMs(stage, next, g)),
                        vehicle ? SignalEventCode.GROUP_BEGIN_GREEN : SignalEventCode.PEDESTRIAN_BEGIN_WALK,
                        group));
            }
        }
        due.sort(Comparator.comparing(SignalEvent::at));
        inTransition = true;
        stageSince = now.plusMillis(layout.interstageMs(stage, next));
        stage = next;
        tick(now);
    }

    /** Shows what is due by now, and reports. */
    public void tick(Instant now) {
        while (!due.isEmpty() && !due.getFirst().at().isAfter(now)) {
            SignalEvent event = due.removeFirst();
            faults.addAll(ConflictMonitor.judge(state, event));
            state.observe(event);
            watchRed(event);
        }
        if (inTransition && due.isEmpty() && !now.isBefore(stageSince)) inTransition = false;
        report(now);
    }

    private void watchRed(SignalEvent event) {
        int group = layout.findGroup(SignalEventCode.find(event.code()).orElseThrow(), event.parameter())
                .orElseThrow();
        switch (SignalEventCode.find(event.code()).orElseThrow()) {
            case GROUP_BEGIN_RED_CLEARANCE, PEDESTRIAN_BEGIN_DONT_WALK -> redSince.put(group, event.at());
            case GROUP_BEGIN_GREEN, PEDESTRIAN_BEGIN_WALK ->
                longestRedS = Math.max(
                        longestRedS,
                        java.time.Duration.between(redSince.get(group), event.at())
                                        .toMillis()
                                / 1000.0);
            default -> {}
        }
    }

    private void report(Instant now) {
        state.observe(new ControllerReport(
                now,
                ControlMode.COMMANDED,
                Optional.of(layout.stage(stage).id()),
                inTransition,
                stageSince,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    }

    public List<ShownFault> faults() {
        return faults;
    }

    /** The longest red that ended in a green. */
    public double longestRedS() {
        return longestRedS;
    }

    /** The longest red up to now, of groups that are still red too. */
    public double longestRedS(Instant now) {
        double longest = longestRedS;
        for (int g = 0; g < layout.groups(); g++)
            if (state.lamp(g) == city.ioc.contracts.live.Lamp.RED)
                longest = Math.max(
                        longest,
                        java.time.Duration.between(redSince.get(g), now).toMillis() / 1000.0);
        return longest;
    }

    private static SignalEvent event(Instant at, SignalEventCode code, SignalGroup group) {
        return new SignalEvent(at, code, group.number());
    }
}
