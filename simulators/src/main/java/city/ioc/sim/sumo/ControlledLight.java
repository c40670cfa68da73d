package city.ioc.sim.sumo;

import city.ioc.contracts.command.ControllerCommand;
import city.ioc.contracts.field.ControllerReport;
import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.id.GatewayId;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.live.Lamp;
import city.ioc.contracts.live.LiveDecision;
import city.ioc.core.control.ControlOutput;
import city.ioc.core.control.SignalOverride;
import city.ioc.core.control.SignalRuntime;
import city.ioc.signal.decision.ControlStrategy;
import city.ioc.signal.model.SignalLayout;
import city.ioc.signal.model.SignalState;
import city.ioc.signal.safety.ConflictMonitor;
import city.ioc.signal.safety.ShownFault;
import city.ioc.sim.device.SignalController;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One traffic light of SUMO under our control: strategy, guard and command as in the core, the controller of the simulated cabinets
 * below them, and what it says observed and judged. Without broker and gateway in between, and in simulated time. Confined to the
 * simulation's thread.
 */
final class ControlledLight {
    private static final ZoneId ZONE = ZoneOffset.UTC;
    private static final GatewayId GATEWAY = new GatewayId("in-process");
    /** How long before the first step the cabinet is switched on, so that its local plan runs by then. */
    private static final long WARM_UP_S = 150;

    private final SumoSignal signal;
    private final SignalLayout layout;
    private final SignalState state;
    private final SignalController controller;
    private final SignalRuntime runtime;
    private final List<String> faults = new ArrayList<>();
    private final List<LiveDecision> decisions = new ArrayList<>();
    private String letters = "";
    private Instant now;

    /**
     * Puts a light under control.
     *
     * @param begin of the first step
     * @param strategy makes what decides
     */
    ControlledLight(SumoSignal signal, Instant begin, Function<SignalLayout, ControlStrategy> strategy) {
        this.signal = signal;
        layout = signal.layout();
        state = new SignalState(layout);
        now = begin.minusSeconds(WARM_UP_S);
        controller = new SignalController(signal.intersection(), ZONE, now);
        observe();
        while (now.isBefore(begin)) advance(now.plusSeconds(1));
        runtime = new SignalRuntime(state, strategy.apply(layout), ZONE, new ToController());
        runtime.reportedBy(GATEWAY);
    }

    private final class ToController implements ControlOutput {
        @Override
        public void command(GatewayId gateway, ControllerCommand command) {
            controller.obey(command, now);
        }

        @Override
        public void decided(String id, LiveDecision decision) {
            decisions.add(decision);
        }

        @Override
        public void overridden(SignalOverride override, Optional<Instant> endedAt, Optional<String> endedBy) {}
    }

    /** Lets the controller's clock come to a time: ambers and intergreens end, greens begin. */
    void advance(Instant until) {
        now = until;
        controller.advance(until);
        observe();
    }

    /** Decides by what is known now, and commands. */
    void decide() {
        runtime.act(now, Optional.empty());
        observe();
    }

    private void observe() {
        List<SignalEvent> events = controller.takeEvents();
        for (SignalEvent event : events) {
            for (ShownFault fault : ConflictMonitor.judge(state, event))
                faults.add(event.at() + " " + signal.light() + " " + fault);
            state.observe(event);
        }
        for (ControllerReport report : controller.takeReports()) state.observe(report);
        if (!events.isEmpty() || letters.isEmpty()) letters = write();
    }

    private String write() {
        Map<SignalGroupId, Lamp> lamps = controller.lamps();
        int stage = state.isAtRest() ? state.stage() : -1;
        return signal.lamps().state(g -> lamps.getOrDefault(layout.group(g).id(), Lamp.RED), stage);
    }

    /** Takes an event of a detector, which is wired to this cabinet. */
    void observe(SignalEvent event) {
        state.observe(event);
    }

    /** What SUMO is to show. */
    String letters() {
        return letters;
    }

    SumoSignal signal() {
        return signal;
    }

    SignalState state() {
        return state;
    }

    /** What was shown and must not be, in words. */
    List<String> faults() {
        return faults;
    }

    /** Decisions that differed from the one before, in order. */
    List<LiveDecision> decisions() {
        return decisions;
    }
}
