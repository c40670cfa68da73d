package city.ioc.sim.measures;

import city.ioc.measures.log.DetectorTable;
import city.ioc.measures.log.LogTime;
import city.ioc.measures.measure.Bins;
import city.ioc.measures.measure.Measure;
import city.ioc.measures.measure.MeasureParameter;
import city.ioc.measures.measure.MeasureParameters;
import city.ioc.measures.measure.Measures;
import city.ioc.measures.table.MeasureCsv;
import city.ioc.measures.table.MeasureTable;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Shows a measure of an imported log. */
final class ShowCommand {
    /** What lamps show and which cycle runs is known from events before the time asked for. */
    private static final long LEAD_MS = LogTime.DAY_MS;

    /** Pedestrians are estimated from the hour ahead. */
    private static final long LOOK_AHEAD_MS = 3_600_000;

    private final LogStore store;
    private final PrintStream out;
    private final PrintStream err;

    ShowCommand(LogStore store, PrintStream out, PrintStream err) {
        this.store = store;
        this.out = out;
        this.err = err;
    }

    void run(MeasureArguments arguments) {
        if (arguments.words().isEmpty()) throw new IllegalArgumentException("which measure? There are " + names());
        String name = arguments.words().getFirst();
        Measure measure = Measures.find(name)
                .orElseThrow(() ->
                        new IllegalArgumentException("there is no measure \"" + name + "\"; there are " + names()));
        String device = device(arguments);
        MeasureParameters parameters = parameters(measure, arguments);
        long from = arguments.time("--from", Long.MIN_VALUE);
        long to = arguments.time("--to", Long.MAX_VALUE);
        boolean csv = arguments.has("--csv");
        arguments.checkAllRead(1);
        if (from >= to) throw new IllegalArgumentException("--from must be before --to");

        DetectorTable detectors = store.findDetectors(device).orElse(DetectorTable.NONE);
        Measures.Outcome outcome = Measures.take(
                measure,
                device,
                detectors,
                parameters,
                store.read(
                        device,
                        from == Long.MIN_VALUE ? from : from - LEAD_MS,
                        to == Long.MAX_VALUE ? to : to + LOOK_AHEAD_MS));
        MeasureTable table = new MeasureTable(
                device,
                measure.columns(),
                outcome.table().rows().stream()
                        .filter(row -> row.binMs() >= from && row.binMs() < to)
                        .toList());
        print(table, csv);
        outcome.obstacle()
                .ifPresent(obstacle ->
                        err.println("ioc: " + name + " of device " + device + " cannot be shown: " + obstacle.meaning()
                                + measure.needs()
                                        .map(function -> " (it needs detectors of function " + function.word() + ")")
                                        .orElse("")));
    }

    private static String names() {
        return Measures.list().stream().map(Measure::name).collect(Collectors.joining(", "));
    }

    private String device(MeasureArguments arguments) {
        return arguments.find("--device").orElseGet(() -> {
            List<String> devices = store.listDevices();
            if (devices.size() == 1) return devices.getFirst();
            throw new IllegalArgumentException(
                    "--device is missing" + (devices.isEmpty() ? "" : "; there are " + String.join(", ", devices)));
        });
    }

    private static MeasureParameters parameters(Measure measure, MeasureArguments arguments) {
        MeasureParameters parameters = MeasureParameters.DEFAULT.with(
                arguments.find("--bin").map(Bins::parse).orElse(Bins.QUARTER_HOUR));
        List<MeasureParameter> possible = new ArrayList<>(measure.parameters());
        // Every measure leaves out the bins without data, so what makes a bin whole can be chosen for every measure.
        for (MeasureParameter each : List.of(MeasureParameter.DATA_INTERVAL_MIN, MeasureParameter.DATA_POINTS))
            if (!possible.contains(each)) possible.add(each);
        for (MeasureParameter each : possible) {
            String option = "--" + each.option();
            var text = arguments.find(option);
            if (text.isPresent()) parameters = parameters.with(each, each.parse(text.get()));
        }
        return arguments.has("--incomplete") ? parameters.withIncomplete() : parameters;
    }

    private void print(MeasureTable table, boolean csv) {
        if (csv) {
            MeasureCsv.lines(table).forEach(out::println);
            return;
        }
        List<List<String>> lines = new ArrayList<>();
        lines.add(table.columns().stream().map(column -> column.name()).toList());
        lines.addAll(MeasureCsv.cells(table));
        int[] widths = new int[table.columns().size()];
        for (List<String> cells : lines)
            for (int i = 0; i < widths.length; i++)
                widths[i] = Math.max(widths[i], cells.get(i).length());
        for (List<String> cells : lines) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++)
                line.append(" ".repeat(widths[i] - cells.get(i).length() + (i == 0 ? 0 : 2)))
                        .append(cells.get(i));
            out.println(line);
        }
    }
}
