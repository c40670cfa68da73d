package city.ioc.sim.plan;

import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.SignalPlan;
import city.ioc.signal.design.DesignBounds;
import city.ioc.signal.design.WhatIf;
import city.ioc.signal.measure.BeforeAfter;
import city.ioc.signal.measure.ControlDelay;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Runs a plan against recorded demand, and compares it with another on the same. */
final class WhatIfCommand implements PlanCommand {
    private static final double CONFIDENCE = 0.95;

    @Override
    public String name() {
        return "what-if";
    }

    @Override
    public String arguments() {
        return "INTERSECTION|FILE.json --demand DEMAND.csv --plan PLAN|FILE.json [--against PLAN|FILE.json]"
                + " [--saturation PCU/H/LANE] [--bin MINUTES] [--random SEED]";
    }

    @Override
    public String purpose() {
        return "run a plan against recorded demand, compare it with another";
    }

    @Override
    public PlanOutput run(PlanArguments arguments, PlanCity city) {
        Intersection x = city.intersection(arguments.word(0, "intersection"));
        SignalPlan plan = plan(x, arguments.get("--plan"));
        Optional<SignalPlan> against = arguments.find("--against").map(each -> plan(x, each));
        Optional<Long> seed = arguments.find("--random").map(WhatIfCommand::seed);
        Demand demand = Demand.read(Path.of(arguments.get("--demand")), x, city, seed);
        double perLane = arguments.number("--saturation", ControlDelay.SATURATION_PCU_PER_HOUR);
        int binS = (int) Math.round(60 * arguments.number("--bin", 15));
        if (binS < 60) throw new UsageException("--bin must be at least 1 minute");
        arguments.checkAllRead(1);
        Map<SignalGroupId, WhatIf.Discharge> discharges = new TreeMap<>();
        for (SignalGroupId group : demand.arrivals().keySet())
            discharges.put(
                    group,
                    new WhatIf.Discharge(
                            city.saturationPcuPerHour(x, group, Optional.empty(), perLane),
                            DesignBounds.USUAL.startLoss().toSeconds(),
                            DesignBounds.USUAL.endGain().toSeconds()));
        return output(x, plan, against, demand, discharges, binS);
    }

    private static PlanOutput output(
            Intersection x,
            SignalPlan plan,
            Optional<SignalPlan> against,
            Demand demand,
            Map<SignalGroupId, WhatIf.Discharge> discharges,
            int binS) {
        WhatIf.Replay with = replay(x, plan, demand, discharges, binS);
        List<String> lines = new ArrayList<>(lines("plan " + plan.id(), with));
        Map<String, Object> json = new TreeMap<>(Map.of("plan", plan.id(), "replay", with));
        demand.note().ifPresent(note -> {
            lines.add(note);
            json.put("note", note);
        });
        if (against.isPresent()) {
            WhatIf.Replay without = replay(x, against.get(), demand, discharges, binS);
            lines.addAll(0, lines("plan " + against.get().id() + " (before)", without));
            json.put("against", against.get().id());
            json.put("againstReplay", without);
            BeforeAfter.compare(without.delayByBin(), with.delayByBin(), CONFIDENCE)
                    .ifPresent(comparison -> {
                        lines.add("delay by bin: " + CompareCommand.text(comparison, "s"));
                        json.put("comparison", comparison);
                    });
        }
        return PlanOutput.fine(lines, json);
    }

    private static WhatIf.Replay replay(
            Intersection x, SignalPlan plan, Demand demand, Map<SignalGroupId, WhatIf.Discharge> discharges, int binS) {
        try {
            return WhatIf.run(x, plan, demand.arrivals(), discharges, binS);
        } catch (IllegalArgumentException e) {
            throw new PlanException(e.getMessage() == null ? e.toString() : e.getMessage(), e);
        }
    }

    private static List<String> lines(String title, WhatIf.Replay replay) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%s: mean delay %.1f s, %.0f %% stop, %.0f PCU",
                title,
                replay.meanDelayS(),
                100 * replay.stops(),
                replay.pcu()));
        for (WhatIf.GroupReplay each : replay.groups())
            lines.add(String.format(
                    Locale.ROOT,
                    "  group %-12s delay %6.1f s (longest %6.1f)  stops %3.0f %%  longest queue %5.1f PCU  v/c %.2f",
                    each.group(),
                    each.meanDelayS(),
                    each.longestDelayS(),
                    100 * each.stops(),
                    each.longestQueuePcu(),
                    each.degreeOfSaturation()));
        return lines;
    }

    /** A plan of the intersection, or one in a file, as webster prints it. */
    private static SignalPlan plan(Intersection x, String idOrFile) {
        return idOrFile.endsWith(".json")
                ? IntersectionFile.read(Path.of(idOrFile), SignalPlan.class)
                : PlanCity.plan(x, idOrFile);
    }

    private static long seed(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new UsageException("--random must be a whole number, but is \"" + text + "\"", e);
        }
    }
}
