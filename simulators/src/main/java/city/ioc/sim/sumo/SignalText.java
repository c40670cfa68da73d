package city.ioc.sim.sumo;

import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.SignalGroup;
import city.ioc.contracts.street.SignalPlan;
import city.ioc.contracts.street.Stage;
import city.ioc.signal.traffic.ApproachLane;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a network has become, for an engineer to check: one block a light. Pure. */
public final class SignalText {
    private static final int NAMED = 8;

    private SignalText() {}

    /** All lights, and those that keep SUMO's programs with the reason. */
    public static String of(SumoSignals signals) {
        StringBuilder text = new StringBuilder();
        for (SumoSignal signal : signals.controlled()) describe(signal, text);
        for (String line : left(signals)) text.append(line).append("\n");
        return text.toString();
    }

    /** Which lights keep SUMO's programs, a line a reason; empty when we control all. */
    public static List<String> left(SumoSignals signals) {
        Map<String, String> reasons = new LinkedHashMap<>();
        signals.left().forEach((light, reason) -> reasons.put(light, reason.text()));
        return left(reasons);
    }

    /** The same of lights and reasons in words. */
    static List<String> left(Map<String, String> reasons) {
        Map<String, List<String>> byReason = new LinkedHashMap<>();
        reasons.forEach((light, reason) ->
                byReason.computeIfAbsent(reason, key -> new ArrayList<>()).add(light));
        List<String> lines = new ArrayList<>();
        byReason.forEach((reason, lights) -> {
            boolean one = lights.size() == 1;
            String named = String.join(", ", lights.subList(0, Math.min(NAMED, lights.size())));
            lines.add((one ? "light " : lights.size() + " lights: ") + named + (lights.size() > NAMED ? ", …" : "")
                    + (one ? " keeps" : " keep") + " SUMO's program: " + reason);
        });
        return lines;
    }

    private static void describe(SumoSignal signal, StringBuilder text) {
        Intersection x = signal.intersection();
        text.append(String.format(Locale.ROOT, "%s %s%n", x.id(), signal.light()));
        for (SignalGroup group : x.groups()) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %s %s amber %ds red at most %ds links %s%n",
                    group.id(),
                    group.kind(),
                    group.endOfGreen().toSeconds(),
                    group.maxRed().toSeconds(),
                    signal.lamps().linksOf(group.number() - 1)));
        }
        for (Stage stage : x.stages()) text.append("  stage " + stage.id() + " " + stage.groups() + "\n");
        text.append("  intergreens " + x.intergreens().byPair().toString().replaceAll("PT(\\d+)S", "$1") + "\n");
        for (SignalPlan plan : x.plans()) {
            text.append("  plan cycle " + plan.cycle().toSeconds() + " offset "
                    + plan.offset().toSeconds() + ":");
            for (SignalPlan.Split split : plan.splits())
                text.append(" " + split.stage() + "=" + split.length().toSeconds());
            text.append("\n");
        }
        for (ApproachLane lane : signal.lanes().lanes()) {
            text.append(String.format(
                    Locale.ROOT, "  lane %s %s %.1f m/s:", lane.approach(), lane.id(), lane.freeSpeedMps()));
            for (ApproachLane.Way way : lane.ways())
                text.append(String.format(
                        Locale.ROOT,
                        " %s→%s %.2f%s",
                        x.groups().get(way.group()).id(),
                        way.exit() < 0 ? "-" : signal.lanes().exits().get(way.exit()),
                        way.share(),
                        way.isPermissive() ? " yields to " + bits(way.yieldsTo()) : ""));
            text.append("\n");
        }
    }

    private static String bits(long groups) {
        StringBuilder text = new StringBuilder();
        for (long rest = groups; rest != 0; rest &= rest - 1)
            text.append(text.isEmpty() ? "" : ",").append(Long.numberOfTrailingZeros(rest) + 1);
        return text.toString();
    }
}
