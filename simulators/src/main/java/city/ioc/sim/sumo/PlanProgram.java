package city.ioc.sim.sumo;

import city.ioc.contracts.live.Lamp;
import city.ioc.contracts.street.SignalPlan;
import city.ioc.signal.model.SignalLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes a plan of ours as a program of SUMO, second by second with our ambers and intergreens. Pure. */
final class PlanProgram {
    private PlanProgram() {}

    /** The {@code tlLogic} element. */
    static String write(SumoSignal signal, SignalPlan plan, String id) {
        SignalLayout layout = signal.layout();
        List<String> states = new ArrayList<>();
        int splits = plan.splits().size();
        for (int i = 0; i < splits; i++) {
            int from = stage(layout, plan, Math.floorMod(i - 1, splits));
            int to = stage(layout, plan, i);
            long seconds = plan.splits().get(i).length().toSeconds();
            for (int second = 0; second < seconds; second++) {
                long sinceMs = second * 1000L;
                states.add(signal.lamps().state(group -> lamp(layout, from, to, group, sinceMs), to));
            }
        }
        StringBuilder xml = new StringBuilder(String.format(
                Locale.ROOT,
                "  <tlLogic id=\"%s\" type=\"static\" programID=\"%s\" offset=\"%d\">%n",
                escape(signal.light()),
                id,
                plan.offset().toSeconds()));
        int begin = 0;
        for (int s = 1; s <= states.size(); s++) {
            if (s < states.size() && states.get(s).equals(states.get(begin))) continue;
            xml.append(String.format(
                    Locale.ROOT, "    <phase duration=\"%d\" state=\"%s\"/>%n", s - begin, states.get(begin)));
            begin = s;
        }
        return xml.append("  </tlLogic>\n").toString();
    }

    private static int stage(SignalLayout layout, SignalPlan plan, int split) {
        return layout.findStage(plan.splits().get(split).stage()).orElseThrow();
    }

    private static Lamp lamp(SignalLayout layout, int from, int to, int group, long sinceMs) {
        boolean was = (layout.stageGroups(from) & 1L << group) != 0;
        boolean will = (layout.stageGroups(to) & 1L << group) != 0;
        if (was && will) return Lamp.GREEN;
        if (will) return sinceMs < layout.greenDelayMs(from, to, group) ? Lamp.RED : Lamp.GREEN;
        if (!was) return Lamp.RED;
        return sinceMs < layout.group(group).amber().toMillis() ? Lamp.AMBER : Lamp.RED;
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
