package city.ioc.sim.sumo;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.IntSupplier;

/**
 * How fast a queue of one kind of vehicle discharges from a lane: one signalised crossing, more traffic straight on than it can carry, vehicles
 * counted at the stop lines from the fourth second of each green, when it flows steadily (HCM chapter 31), to its end.
 */
final class DischargeTrial {
    private static final int RUN_S = 1200;
    private static final int STARTING_S = 4;
    private static final int WARM_UP_S = 200;

    private DischargeTrial() {}

    /**
     * Measures.
     *
     * @param type a vehicle type as SUMO's XML with {@code probability="1"}
     * @param perHour traffic on every entry; more than it can discharge
     * @param options of the configuration, as SUMO's XML
     * @return vehicles per hour of green and lane
     */
    static double perHourOfGreen(
            Path folder, String type, double perHour, double laneM, String options, IntSupplier freePort) {
        SumoScenario scenario = GeneratedStreets.make(
                folder,
                List.of(
                        "--grid",
                        "--grid.x-number",
                        "1",
                        "--grid.y-number",
                        "1",
                        "--grid.attach-length",
                        "400",
                        "--default-junction-type",
                        "traffic_light",
                        "--default.lanewidth",
                        String.format(Locale.ROOT, "%.2f", laneM),
                        // One approach at a time: nobody waits for gaps.
                        "--tls.layout",
                        "incoming",
                        "--no-turnarounds"),
                new GeneratedStreets.Demand(List.of(perHour), 1, 0, RUN_S, 1, type),
                options);
        SumoNet net = scenario.readNet();
        SumoSignal signal = SumoSignals.of(net, false).controlled().getFirst();
        Map<String, Integer> linkOfLane = new HashMap<>();
        for (SignalLink link : signal.links()) linkOfLane.put(link.connection().fromLane(), link.index());
        SumoRun.Options how = new SumoRun.Options(
                SumoRun.Controller.FIXED,
                SumoRun.Detection.CAMERA,
                1,
                layout -> {
                    throw new IllegalStateException("SUMO controls");
                },
                OptionalDouble.empty(),
                false,
                folder);
        long passed = 0;
        long greenSteps = 0;
        Map<Integer, Integer> greenFor = new HashMap<>();
        List<String> arguments =
                SumoRun.arguments(scenario, scenario.mirrorIn(folder), how, folder.resolve("trips.xml"));
        try (SumoProcess sumo = SumoProcess.start(arguments, freePort.getAsInt(), folder.resolve("sumo.log"))) {
            SumoSimulation street = new SumoSimulation(sumo, Set.of());
            street.watchLight(signal.light());
            for (int second = 0; second < RUN_S; second++) {
                street.step();
                String state = street.lightState(signal.light());
                boolean steady = false;
                for (int i = 0; i < state.length(); i++) {
                    boolean green = state.charAt(i) == 'G';
                    greenFor.put(i, green ? greenFor.getOrDefault(i, 0) + 1 : 0);
                    steady |= green && greenFor.getOrDefault(i, 0) > STARTING_S;
                }
                boolean counts = steady && second >= WARM_UP_S;
                if (counts) greenSteps++;
                for (SumoVehicle vehicle : street.vehicles()) {
                    Integer link = linkOfLane.get(vehicle.laneBefore);
                    boolean crosses = link != null && !vehicle.lane.equals(vehicle.laneBefore);
                    if (crosses && counts && greenFor.getOrDefault(link, 0) > STARTING_S) passed++;
                }
            }
            sumo.finish();
        }
        return passed * 3600.0 / Math.max(1, greenSteps);
    }
}
