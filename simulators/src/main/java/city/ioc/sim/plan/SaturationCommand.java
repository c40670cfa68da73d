package city.ioc.sim.plan;

import city.ioc.signal.measure.SaturationFlow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Measures the saturation flow of a lane from the discharge of its queues. */
final class SaturationCommand implements PlanCommand {
    @Override
    public String name() {
        return "saturation";
    }

    @Override
    public String usage() {
        return "QUEUES.csv                          saturation flow of a lane from departures (cycle,at_s[,pcu])";
    }

    @Override
    public PlanOutput run(PlanArguments arguments, PlanCity city) {
        CsvTable table = CsvTable.read(Path.of(arguments.word(0, "file"))).require("cycle", "at_s");
        arguments.checkAllRead(1);
        Map<String, List<SaturationFlow.Departure>> queues = new TreeMap<>();
        for (CsvTable.Row row : table.rows())
            queues.computeIfAbsent(row.text("cycle"), key -> new ArrayList<>())
                    .add(new SaturationFlow.Departure(
                            row.number("at_s"), row.findNumber("pcu").orElse(1.0)));
        queues.values().forEach(queue -> queue.sort(Comparator.comparingDouble(SaturationFlow.Departure::atS)));
        SaturationFlow.Measured measured = SaturationFlow.ofDischarge(List.copyOf(queues.values()))
                .orElseThrow(() -> new PlanException(
                        "no queue of at least " + SaturationFlow.SHORTEST_QUEUE + " vehicles discharged"));
        return PlanOutput.fine(
                List.of(String.format(
                        Locale.ROOT,
                        "%.0f veh/h, %.0f PCU/h of green; headway %.2f s%s; start-up lost time %.2f s; %d queues",
                        measured.vehiclesPerHour(),
                        measured.pcuPerHour(),
                        measured.headwayS(),
                        measured.headwayErrorS()
                                .map(error -> String.format(Locale.ROOT, " ± %.2f", error))
                                .orElse(""),
                        measured.startLostS(),
                        measured.queues())),
                measured);
    }
}
