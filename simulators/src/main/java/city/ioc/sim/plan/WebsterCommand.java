package city.ioc.sim.plan;

import city.ioc.contracts.city.PlanCheck;
import city.ioc.contracts.city.PlanFault;
import city.ioc.contracts.id.ApproachId;
import city.ioc.contracts.id.PlanId;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.id.StageId;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.LocalName;
import city.ioc.contracts.street.SignalPlan;
import city.ioc.contracts.street.Stage;
import city.ioc.signal.design.DesignBounds;
import city.ioc.signal.design.DesignedPlan;
import city.ioc.signal.design.GroupFlow;
import city.ioc.signal.design.PlanDesign;
import city.ioc.signal.measure.ControlDelay;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Designs a fixed-time plan from flows. */
final class WebsterCommand implements PlanCommand {
    @Override
    public String name() {
        return "webster";
    }

    @Override
    public String arguments() {
        return "INTERSECTION|FILE.json --flows FLOWS.csv [--formula webster|practical|akcelik]"
                + " [--cycle MIN-MAX] [--stages A,B,…] [--saturation PCU/H/LANE] [--id PLAN]";
    }

    @Override
    public String purpose() {
        return "design cycle and splits from flows";
    }

    @Override
    public PlanOutput run(PlanArguments arguments, PlanCity city) {
        Intersection x = city.intersection(arguments.word(0, "intersection"));
        double perLane = arguments.number("--saturation", ControlDelay.SATURATION_PCU_PER_HOUR);
        Map<SignalGroupId, GroupFlow> flows = flows(Path.of(arguments.get("--flows")), x, city, perLane);
        PlanDesign.CycleFormula formula = formula(arguments.find("--formula").orElse("webster"));
        DesignBounds bounds =
                arguments.find("--cycle").map(WebsterCommand::cycles).orElse(DesignBounds.USUAL);
        List<StageId> order =
                arguments.find("--stages").map(WebsterCommand::stages).orElseGet(() -> order(x));
        String id = arguments.find("--id").orElse("webster");
        arguments.checkAllRead(1);
        DesignedPlan design =
                PlanDesign.design(x, order, flows, formula, bounds, new PlanId(id), new LocalName(id, id));
        List<PlanFault> faults = PlanCheck.check(x, design.plan());
        return new PlanOutput(
                faults.isEmpty() ? PlanOutput.FINE : PlanOutput.FOUND,
                lines(x, design, flows, faults),
                new TreeMap<>(Map.of("intersection", x.id(), "design", design, "faults", faults)));
    }

    /** A group may stand on several lines, one per approach or lane group: the one with the highest flow ratio is critical. */
    static Map<SignalGroupId, GroupFlow> flows(Path file, Intersection x, PlanCity city, double perLane) {
        CsvTable table = CsvTable.read(file).require("group", "pcu_per_hour");
        Map<SignalGroupId, GroupFlow> flows = new TreeMap<>();
        for (CsvTable.Row row : table.rows()) {
            SignalGroupId group = new SignalGroupId(row.text("group"));
            if (x.findGroup(group).isEmpty()) throw row.wrong("intersection " + x.id() + " has no group " + group);
            Optional<ApproachId> approach =
                    table.has("approach") && !row.text("approach").isEmpty()
                            ? Optional.of(new ApproachId(row.text("approach")))
                            : Optional.empty();
            double saturation = row.findNumber("saturation_pcu_per_hour")
                    .orElseGet(() -> city.saturationPcuPerHour(x, group, approach, perLane));
            GroupFlow flow = new GroupFlow(row.number("pcu_per_hour"), saturation);
            flows.merge(group, flow, (a, b) -> a.flowRatio() >= b.flowRatio() ? a : b);
        }
        return flows;
    }

    private static PlanDesign.CycleFormula formula(String name) {
        return switch (name) {
            case "webster" -> PlanDesign.WEBSTER;
            case "practical" -> PlanDesign.PRACTICAL;
            case "akcelik" -> PlanDesign.akcelikOptimum(0);
            default ->
                throw new UsageException("--formula must be webster, practical or akcelik, but is \"" + name + "\"");
        };
    }

    private static DesignBounds cycles(String range) {
        String[] ends = range.split("-", -1);
        if (ends.length != 2 || !ends[0].matches("\\d{1,4}") || !ends[1].matches("\\d{1,4}"))
            throw new UsageException("--cycle must read MIN-MAX in seconds, but is \"" + range + "\"");
        return DesignBounds.USUAL.withCycles(
                Duration.ofSeconds(Integer.parseInt(ends[0])), Duration.ofSeconds(Integer.parseInt(ends[1])));
    }

    private static List<StageId> stages(String text) {
        List<StageId> stages = new ArrayList<>();
        for (String each : text.split(",", -1)) stages.add(new StageId(each.strip()));
        return stages;
    }

    /** The order of the first plan with splits, else all stages with groups. */
    static List<StageId> order(Intersection x) {
        return x.plans().stream()
                .filter(plan -> !plan.splits().isEmpty())
                .findFirst()
                .map(plan -> plan.splits().stream().map(SignalPlan.Split::stage).toList())
                .orElseGet(() -> x.stages().stream()
                        .filter(stage -> !stage.groups().isEmpty())
                        .map(Stage::id)
                        .toList());
    }

    private static List<String> lines(
            Intersection x, DesignedPlan design, Map<SignalGroupId, GroupFlow> flows, List<PlanFault> faults) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "intersection %s: critical groups %s, Y = %.3f, L = %.1f s, cycle by formula %.1f s, chosen %d s%s",
                x.id(),
                design.critical(),
                design.flowRatio(),
                design.lostTime().toMillis() / 1000.0,
                design.cycleByFormulaS(),
                design.plan().cycle().toSeconds(),
                design.bound() == DesignedPlan.Bound.NONE ? "" : " (" + design.bound() + ")"));
        for (SignalPlan.Split split : design.plan().splits())
            lines.add(String.format(
                    Locale.ROOT,
                    "  stage %-12s %3d s",
                    split.stage(),
                    split.length().toSeconds()));
        for (DesignedPlan.GroupFigures each : design.groups())
            lines.add(String.format(
                    Locale.ROOT,
                    "  group %-12s green %5.1f s  v/c %.2f  delay %5.1f s  level of service %s",
                    each.group(),
                    each.green().toMillis() / 1000.0,
                    each.degreeOfSaturation(),
                    each.delayS(),
                    each.levelOfService()));
        lines.add(String.format(Locale.ROOT, "  mean delay %.1f s per PCU (HCM)", design.delayS(flows)));
        lines.add(IntersectionFile.text(design.plan()).stripTrailing());
        faults.forEach(fault -> lines.add(fault.toString()));
        return lines;
    }
}
