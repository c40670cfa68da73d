package city.ioc.sim.plan;

import city.ioc.contracts.field.SignalEventCode;
import city.ioc.signal.measure.SaturationFlow;
import city.ioc.sim.replay.EventLine;
import city.ioc.sim.replay.EventLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Measures the saturation flow of a lane from the discharge of its queues. */
final class SaturationCommand implements PlanCommand {
    /** Twice a usual saturation headway: who comes later had not queued. */
    private static final double LONGEST_HEADWAY_S = 4;

    @Override
    public String name() {
        return "saturation";
    }

    @Override
    public String arguments() {
        return "QUEUES.csv | LOG.csv[.gz] --group NUMBER --channel CHANNEL";
    }

    @Override
    public String purpose() {
        return "saturation flow of a lane from departures (cycle,at_s[,pcu]) or from a controller's log";
    }

    @Override
    public PlanOutput run(PlanArguments arguments, PlanCity city) {
        Path file = Path.of(arguments.word(0, "file"));
        Optional<Integer> group = arguments.find("--group").map(text -> (int) arguments.number("--group", 0));
        Optional<Integer> channel = arguments.find("--channel").map(text -> (int) arguments.number("--channel", 0));
        arguments.checkAllRead(1);
        if (group.isPresent() != channel.isPresent()) throw new UsageException("--group and --channel go together");
        List<List<SaturationFlow.Departure>> queues =
                group.isPresent() ? ofLog(file, group.get(), channel.orElseThrow()) : ofTable(file);
        SaturationFlow.Measured measured = SaturationFlow.ofDischarge(queues)
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

    private static List<List<SaturationFlow.Departure>> ofTable(Path file) {
        Map<String, List<SaturationFlow.Departure>> queues = new TreeMap<>();
        for (CsvTable.Row row : CsvTable.read(file).require("cycle", "at_s").rows())
            queues.computeIfAbsent(row.text("cycle"), key -> new ArrayList<>())
                    .add(new SaturationFlow.Departure(
                            row.number("at_s"), row.findNumber("pcu").orElse(1.0)));
        queues.values().forEach(queue -> queue.sort(Comparator.comparingDouble(SaturationFlow.Departure::atS)));
        return List.copyOf(queues.values());
    }

    private static List<List<SaturationFlow.Departure>> ofLog(Path file, int group, int channel) {
        EventLog log;
        try {
            log = EventLog.read(file);
        } catch (IOException e) {
            throw new PlanException(String.valueOf(e.getMessage()), e);
        }
        LocalDateTime start = log.lines().getFirst().at();
        List<double[]> greens = new ArrayList<>();
        Optional<Double> begun = Optional.empty();
        TreeSet<Double> departures = new TreeSet<>(); // a log may repeat a line
        for (EventLine line : log.lines()) {
            double atS = Duration.between(start, line.at()).toMillis() / 1000.0;
            if (line.code() == SignalEventCode.GROUP_BEGIN_GREEN.code() && line.parameter() == group)
                begun = Optional.of(atS);
            if (line.code() == SignalEventCode.GROUP_BEGIN_AMBER.code() && line.parameter() == group) {
                begun.ifPresent(from -> greens.add(new double[] {from, atS}));
                begun = Optional.empty();
            }
            if (line.code() == SignalEventCode.DETECTOR_OFF.code() && line.parameter() == channel) departures.add(atS);
        }
        if (greens.isEmpty()) throw new PlanException(file + " has no green of group " + group);
        return SaturationFlow.queues(
                greens, departures.stream().mapToDouble(Double::doubleValue).toArray(), LONGEST_HEADWAY_S);
    }
}
