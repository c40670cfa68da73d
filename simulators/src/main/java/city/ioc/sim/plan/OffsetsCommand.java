package city.ioc.sim.plan;

import city.ioc.contracts.city.City;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.street.Approach;
import city.ioc.contracts.street.Corridor;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.SignalGroup;
import city.ioc.signal.design.OffsetSearch;
import city.ioc.signal.design.Progression;
import city.ioc.signal.measure.ControlDelay;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Offsets of a plan along a corridor, for both directions. */
final class OffsetsCommand implements PlanCommand {
    /** Of both directions where no flows are given: then only the geometry decides. */
    private static final double UNKNOWN_FLOW_PCU_PER_HOUR = 400;

    @Override
    public String name() {
        return "offsets";
    }

    @Override
    public String arguments() {
        return "CORRIDOR --plan PLAN [--aim band|delay] [--speed KM/H] [--flows FLOWS.csv] [--saturation PCU/H/LANE]";
    }

    @Override
    public String purpose() {
        return "offsets for both directions (flows: intersection,group,pcu_per_hour)";
    }

    @Override
    public PlanOutput run(PlanArguments arguments, PlanCity city) {
        String name = arguments.word(0, "corridor");
        String plan = arguments.get("--plan");
        OffsetSearch.Aim aim = aim(arguments.find("--aim").orElse("delay"));
        Map<String, Double> flows =
                arguments.find("--flows").map(file -> flows(Path.of(file))).orElse(Map.of());
        double perLane = arguments.number("--saturation", ControlDelay.SATURATION_PCU_PER_HOUR);
        Optional<Double> speedKmh = arguments.find("--speed").map(text -> arguments.number("--speed", 0));
        if (speedKmh.filter(speed -> !(speed > 0)).isPresent())
            throw new UsageException("--speed must be above 0 km/h");
        arguments.checkAllRead(1);
        City whole = city.city();
        Corridor corridor = whole.corridors().stream()
                .filter(each -> each.id().equals(name))
                .findFirst()
                .orElseThrow(() -> new PlanException("there is no corridor " + name + "; there are "
                        + whole.corridors().stream().map(Corridor::id).toList()));
        StreetOfSignals street = new StreetOfSignals(whole, corridor, plan, flowsOf(flows, city, perLane), speedKmh);
        Progression progression = street.progression();
        int[] present = street.intersections().stream()
                .mapToInt(x -> (int) PlanCity.plan(x, plan).offset().toSeconds())
                .toArray();
        OffsetSearch.Result before = OffsetSearch.judge(progression, present);
        OffsetSearch.Result found = OffsetSearch.search(progression, aim);
        // The first signal keeps its offset; the others are told against it.
        int[] offsets = found.offsetsS().stream()
                .mapToInt(offset -> Math.floorMod(offset + present[0], progression.cycleS()))
                .toArray();
        OffsetSearch.Result after = OffsetSearch.judge(progression, offsets);
        return PlanOutput.fine(lines(street, plan, progression, before, after), json(street, plan, aim, before, after));
    }

    private static StreetOfSignals.Flows flowsOf(Map<String, Double> flows, PlanCity city, double perLane) {
        return new StreetOfSignals.Flows() {
            @Override
            public double flowPcuPerHour(Intersection x, SignalGroup group) {
                return flows.getOrDefault(x.id() + " " + group.id(), UNKNOWN_FLOW_PCU_PER_HOUR);
            }

            @Override
            public double saturationPcuPerHour(Intersection x, SignalGroup group, Approach approach) {
                return city.saturationPcuPerHour(x, group.id(), Optional.of(approach.id()), perLane);
            }
        };
    }

    private static OffsetSearch.Aim aim(String name) {
        return switch (name) {
            case "band" -> OffsetSearch.Aim.BAND;
            case "delay" -> OffsetSearch.Aim.DELAY;
            default -> throw new UsageException("--aim must be band or delay, but is \"" + name + "\"");
        };
    }

    private static Map<String, Double> flows(Path file) {
        Map<String, Double> flows = new TreeMap<>();
        for (CsvTable.Row row : CsvTable.read(file)
                .require("intersection", "group", "pcu_per_hour")
                .rows())
            flows.put(
                    row.text("intersection") + " " + new SignalGroupId(row.text("group")), row.number("pcu_per_hour"));
        return flows;
    }

    private static List<String> lines(
            StreetOfSignals street,
            String plan,
            Progression progression,
            OffsetSearch.Result before,
            OffsetSearch.Result after) {
        List<String> lines = new ArrayList<>();
        lines.add("plan " + plan + ", cycle " + progression.cycleS() + " s");
        for (int i = 0; i < street.intersections().size(); i++)
            lines.add(String.format(
                    Locale.ROOT,
                    "  %-10s offset %3d s → %3d s   travel from the one before %4.1f s",
                    street.intersections().get(i).id(),
                    before.offsetsS().get(i),
                    after.offsetsS().get(i),
                    progression.signals().get(i).forward().travelS()));
        lines.add(text("now", before));
        lines.add(text("then", after));
        return lines;
    }

    private static String text(String when, OffsetSearch.Result result) {
        return String.format(
                Locale.ROOT,
                "%-5s bands %.0f s forward, %.0f s backward; %.2f PCU wait on average",
                when,
                result.bands().forwardS(),
                result.bands().backwardS(),
                result.waitingPcu());
    }

    private static Map<String, Object> json(
            StreetOfSignals street,
            String plan,
            OffsetSearch.Aim aim,
            OffsetSearch.Result before,
            OffsetSearch.Result after) {
        Map<String, Object> json = new TreeMap<>();
        json.put("plan", plan);
        json.put("aim", aim);
        json.put(
                "intersections",
                street.intersections().stream().map(Intersection::id).toList());
        json.put("before", before);
        json.put("after", after);
        return json;
    }
}
