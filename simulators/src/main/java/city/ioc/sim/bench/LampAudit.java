package city.ioc.sim.bench;

import city.ioc.contracts.city.City;
import city.ioc.contracts.field.SignalEvent;
import city.ioc.signal.model.SignalLayout;
import city.ioc.signal.model.SignalState;
import city.ioc.signal.safety.ConflictMonitor;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Judges the event log of a whole city by the conflict monitor's rules, after the fact. Mutable; for one thread. */
final class LampAudit {
    private final Map<String, SignalState> byController = new HashMap<>();
    private final Map<String, Integer> faults = new TreeMap<>();

    LampAudit(City city) {
        city.intersections()
                .forEach(x -> byController.put(x.controller().value(), new SignalState(SignalLayout.of(x))));
    }

    /** The next event of a device, in the order in which it said them. */
    void next(String device, SignalEvent event) {
        SignalState state = byController.get(device);
        if (state == null) return;
        ConflictMonitor.judge(state, event)
                .forEach(fault -> faults.merge(fault.kind().name(), 1, Integer::sum));
        state.observe(event);
    }

    /** How often lamps showed what is against the rules, by the kind of fault. */
    Map<String, Integer> faults() {
        return Map.copyOf(faults);
    }

    int count() {
        return faults.values().stream().mapToInt(Integer::intValue).sum();
    }
}
