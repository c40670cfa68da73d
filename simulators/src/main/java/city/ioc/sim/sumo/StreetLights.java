package city.ioc.sim.sumo;

import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.live.Lamp;
import city.ioc.signal.model.SignalLayout;
import city.ioc.sim.traffic.LampView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts the lamps of a city's controllers into SUMO's lights. Confined to the street's thread. */
final class StreetLights {
    private final List<Light> lights = new ArrayList<>();
    private final Map<String, String> shown = new HashMap<>();

    private record Light(SumoSignal signal, SignalLayout layout) {}

    StreetLights(List<SumoSignal> signals) {
        for (SumoSignal signal : signals) lights.add(new Light(signal, signal.layout()));
    }

    /** Tells SUMO what has changed since it was told last. */
    void show(LampView lamps, SumoSimulation street) {
        for (Light light : lights) {
            String letters = letters(light, lamps);
            if (!letters.equals(shown.put(light.signal().light(), letters)))
                street.show(light.signal().light(), letters);
        }
    }

    /** A new SUMO knows nothing of what the one before was told. */
    void forget() {
        shown.clear();
    }

    private static String letters(Light light, LampView lamps) {
        SignalLayout layout = light.layout();
        Lamp[] showing = new Lamp[layout.groups()];
        long green = 0;
        boolean atRest = true;
        for (int g = 0; g < showing.length; g++) {
            SignalGroupId id = layout.group(g).id();
            showing[g] = lamps.lamp(light.signal().intersection().id(), id);
            if (showing[g] == Lamp.GREEN) green |= 1L << g;
            else if (showing[g] != Lamp.RED) atRest = false;
        }
        int stage = atRest ? layout.findStageShowing(green).orElse(-1) : -1;
        return light.signal().lamps().state(g -> showing[g], stage);
    }
}
