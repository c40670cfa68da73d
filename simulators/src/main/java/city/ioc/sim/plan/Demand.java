package city.ioc.sim.plan;

import city.ioc.contracts.field.SignalEventCode;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.Intersection;
import city.ioc.signal.design.WhatIf;
import city.ioc.sim.replay.EventLine;
import city.ioc.sim.replay.EventLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Recorded demand by signal group, out of one of three files: counts ({@code from,to,group,pcu}), single arrivals
 * ({@code at,group[,pcu]}), or a controller's high-resolution log, of which the begins of actuation at advance detectors are taken, or
 * those at the stop line for groups that have no other.
 *
 * @param note what the reader should know of how it was measured
 */
record Demand(Map<SignalGroupId, List<WhatIf.Arrival>> arrivals, Optional<String> note) {
    private static final double APPROACH_SPEED_MPS = 40 / 3.6;

    /** @param seed with one, counts are spread at random moments instead of evenly */
    static Demand read(Path file, Intersection x, PlanCity city, Optional<Long> seed) {
        if (isEventLog(file)) return ofLog(file, x, city);
        CsvTable table = CsvTable.read(file).require("group");
        if (table.has("at")) return ofArrivals(table, x);
        return ofCounts(table.require("from", "to", "pcu"), x, seed);
    }

    private static boolean isEventLog(Path file) {
        String name = file.toString();
        if (name.endsWith(".gz")) return true;
        try (Stream<String> lines = Files.lines(file)) {
            return lines.findFirst()
                    .map(line -> line.startsWith("TimeStamp,")
                            || line.matches("\\d{4}-\\d\\d-\\d\\d[T ][^,]*,[^,]*,\\d+,-?\\d+"))
                    .orElse(false);
        } catch (IOException e) {
            throw new PlanException(file + " cannot be read: " + e, e);
        }
    }

    private static Demand ofArrivals(CsvTable table, Intersection x) {
        Map<SignalGroupId, List<WhatIf.Arrival>> arrivals = new TreeMap<>();
        for (CsvTable.Row row : table.rows())
            of(arrivals, row, x)
                    .add(new WhatIf.Arrival(
                            row.seconds("at"), row.findNumber("pcu").orElse(1.0)));
        return new Demand(arrivals, Optional.empty());
    }

    private static Demand ofCounts(CsvTable table, Intersection x, Optional<Long> seed) {
        Map<SignalGroupId, List<WhatIf.Arrival>> arrivals = new TreeMap<>();
        Optional<Random> random = seed.map(Random::new);
        for (CsvTable.Row row : table.rows()) {
            double from = row.seconds("from");
            double length = row.seconds("to") - from;
            if (length <= 0) length += 86_400; // over midnight
            double pcu = row.number("pcu");
            List<WhatIf.Arrival> group = of(arrivals, row, x);
            double lengthS = length;
            group.addAll(random.map(each -> WhatIf.randomly(from, lengthS, pcu, each))
                    .orElseGet(() -> WhatIf.evenly(from, lengthS, pcu)));
        }
        return new Demand(
                arrivals,
                Optional.of(
                        seed.isPresent()
                                ? "counts are spread at random moments"
                                : "counts are spread evenly: random arrivals would wait longer"));
    }

    private static List<WhatIf.Arrival> of(
            Map<SignalGroupId, List<WhatIf.Arrival>> arrivals, CsvTable.Row row, Intersection x) {
        SignalGroupId group = new SignalGroupId(row.text("group"));
        if (x.findGroup(group).isEmpty()) throw row.wrong("intersection " + x.id() + " has no group " + group);
        return arrivals.computeIfAbsent(group, key -> new ArrayList<>());
    }

    private static Demand ofLog(Path file, Intersection x, PlanCity city) {
        EventLog log;
        try {
            log = EventLog.read(file);
        } catch (IOException e) {
            throw new PlanException(e.getMessage() == null ? e.toString() : e.getMessage(), e);
        }
        Map<SignalGroupId, Map<Integer, Double>> advance = new TreeMap<>();
        Map<SignalGroupId, Map<Integer, Double>> stopLine = new TreeMap<>();
        for (Device device : city.city().listDevicesAt(x.id())) {
            Optional<SignalGroupId> group = device.group().or(() -> groupOf(device, x));
            if (group.isEmpty() || device.channel().isEmpty()) continue;
            double travelS = device.toStopLineM().orElse(0.0) / APPROACH_SPEED_MPS;
            if (device.kind() == Device.Kind.ADVANCE_DETECTOR)
                advance.computeIfAbsent(group.get(), key -> new HashMap<>())
                        .put(device.channel().get(), travelS);
            if (device.kind() == Device.Kind.STOP_LINE_DETECTOR)
                stopLine.computeIfAbsent(group.get(), key -> new HashMap<>())
                        .put(device.channel().get(), 0.0);
        }
        Map<SignalGroupId, Map<Integer, Double>> channels = new TreeMap<>(stopLine);
        channels.putAll(advance);
        Map<SignalGroupId, List<WhatIf.Arrival>> arrivals = new TreeMap<>();
        var midnight = log.lines().getFirst().at().toLocalDate().atStartOfDay();
        for (EventLine line : log.lines()) {
            if (line.code() != SignalEventCode.DETECTOR_ON.code()) continue;
            double atS = java.time.Duration.between(midnight, line.at()).toMillis() / 1000.0;
            channels.forEach((group, travel) -> {
                Double travelS = travel.get(line.parameter());
                if (travelS != null)
                    arrivals.computeIfAbsent(group, key -> new ArrayList<>()).add(new WhatIf.Arrival(atS + travelS, 1));
            });
        }
        if (arrivals.isEmpty())
            throw new PlanException(file + " has no actuation of a detector of intersection " + x.id());
        return new Demand(
                arrivals,
                Optional.of("every actuation counts as one PCU; "
                        + (advance.keySet().containsAll(arrivals.keySet())
                                ? "arrivals are those at the advance detectors"
                                : "groups without advance detectors have their discharge at the stop line as demand")));
    }

    /** Of a detector that names only its approach: the group that releases its through traffic. */
    private static Optional<SignalGroupId> groupOf(Device device, Intersection x) {
        return device.approach()
                .flatMap(approach -> x.groups().stream()
                        .filter(group -> group.movements().stream()
                                .anyMatch(movement -> movement.approach().equals(approach) && !movement.permissive()))
                        .map(group -> group.id())
                        .findFirst());
    }
}
