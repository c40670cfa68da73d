package city.ioc.sim.sumo;

import city.ioc.signal.model.SignalLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Judges what SUMO's own programs show: conflicting greens. Intergreens and minimum greens are the file's business there, not ours.
 * Confined to the simulation's thread.
 */
final class ShownLetters {
    private final List<SumoSignal> signals;
    private final Map<String, SignalLayout> layouts = new HashMap<>();
    private final Map<String, Long> green = new HashMap<>();
    private final List<String> faults = new ArrayList<>();

    ShownLetters(List<SumoSignal> signals) {
        this.signals = List.copyOf(signals);
        for (SumoSignal signal : signals) layouts.put(signal.light(), signal.layout());
    }

    /** Asks SUMO to say what the lights show. */
    void watch(SumoSimulation street) {
        for (SumoSignal signal : signals) street.watchLight(signal.light());
    }

    /** Looks at all lights after a step. */
    void look(SumoSimulation street, double second) {
        for (SumoSignal signal : signals) {
            SignalLayout layout = layouts.get(signal.light());
            if (layout == null) continue;
            long now = signal.lamps().green(street.lightState(signal.light()), layout.groups());
            long begun = now & ~green.getOrDefault(signal.light(), 0L);
            green.put(signal.light(), now);
            for (long rest = begun; rest != 0; rest &= rest - 1) {
                int group = Long.numberOfTrailingZeros(rest);
                if ((layout.conflicts(group) & now) != 0)
                    faults.add(second + " s " + signal.light() + " CONFLICTING_GREEN of group "
                            + layout.group(group).id());
            }
        }
    }

    /** What was shown and must not be, in words. */
    List<String> faults() {
        return faults;
    }
}
