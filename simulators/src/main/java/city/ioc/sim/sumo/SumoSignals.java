package city.ioc.sim.sumo;

import city.ioc.signal.model.SignalLayout;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The traffic lights of a SUMO network that we can control, and why we leave the others to their own programs.
 *
 * @param left the others: SUMO's id and the reason
 */
public record SumoSignals(List<SumoSignal> controlled, Map<String, Reason> left) {

    /** Why a traffic light keeps SUMO's own program. */
    public enum Reason {
        NO_PROGRAM("the net gives it no program, as a railway signal or a light that is off"),
        ONE_STAGE("its program has fewer than two stages: there is nothing to decide"),
        NO_GROUPS("none of its signals is green in a part of the stages only"),
        TOO_MANY_GROUPS("it has more than " + SignalLayout.MAX_GROUPS + " signal groups, as many as a controller has");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        /** The reason in words. */
        public String text() {
            return text;
        }
    }

    public SumoSignals {
        controlled = List.copyOf(controlled);
        left = Collections.unmodifiableMap(new LinkedHashMap<>(left));
    }

    /**
     * Reads all lights of a network.
     *
     * @param detectors whether lanes have loops
     */
    public static SumoSignals of(SumoNet net, boolean detectors) {
        return of(net, SignalForm.alone(net), detectors);
    }

    static SumoSignals of(SumoNet net, SignalForm form, boolean detectors) {
        List<SumoSignal> controlled = new ArrayList<>();
        Map<String, Reason> left = new LinkedHashMap<>();
        net.signalled().forEach((light, connections) -> {
            SumoNet.Program program = net.findProgram(light).orElse(null);
            if (program == null || program.phases().isEmpty()) {
                left.put(light, Reason.NO_PROGRAM);
                return;
            }
            List<SignalLink> links = SignalLink.of(net, connections);
            BitSet used = new BitSet();
            links.forEach(link -> used.set(link.index()));
            ProgramStages stages = ProgramStages.of(program.phases(), used);
            if (stages.stages().size() < 2) {
                left.put(light, Reason.ONE_STAGE);
                return;
            }
            LinkGroups groups = LinkGroups.of(links, stages);
            if (groups.groups().isEmpty()) left.put(light, Reason.NO_GROUPS);
            else if (groups.groups().size() > SignalLayout.MAX_GROUPS) left.put(light, Reason.TOO_MANY_GROUPS);
            else
                controlled.add(new SignalAssembly(net, form, controlled.size() + 1, program, links, stages, groups)
                        .assemble(detectors));
        });
        return new SumoSignals(acquainted(controlled), left);
    }

    /** Lets every light know which of the others lets traffic go on the roads that lead to it. */
    private static List<SumoSignal> acquainted(List<SumoSignal> signals) {
        Map<String, String> upstream = new LinkedHashMap<>();
        for (SumoSignal signal : signals) for (String exit : signal.exitIds()) upstream.put(exit, signal.light());
        return signals.stream().map(signal -> signal.fedBy(upstream)).toList();
    }
}
