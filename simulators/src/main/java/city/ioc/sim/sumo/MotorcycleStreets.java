package city.ioc.sim.sumo;

import city.ioc.contracts.id.PlanId;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.id.StageId;
import city.ioc.contracts.street.LocalName;
import city.ioc.contracts.street.SignalPlan;
import city.ioc.signal.design.DesignBounds;
import city.ioc.signal.design.GroupFlow;
import city.ioc.signal.design.PlanDesign;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * Streets as in a Vietnamese town: nine signalised crossings of two-lane streets with lanes for left turns, 82 % motorcycles, SUMO's sublane model, in which
 * two-wheelers ride abreast. The discharge of motorcycles is measured beside that of cars; the files' plans are Webster's for the
 * demand that then runs.
 */
public final class MotorcycleStreets {
    /** The name to give instead of a folder. */
    public static final String NAME = "motorcycles";

    private static final double LANE_M = 3.5;
    private static final String SUBLANE =
            "<lateral-resolution value=\"0.35\"/>\n    <collision.action value=\"none\"/>";
    private static final double STRAIGHT = 0.7;
    private static final int HOUR_S = 3600;
    /** Permissive left turns wait for gaps: equivalent of 1.75 vehicles straight on (Webster 1958). */
    private static final double LEFT_TURN_FACTOR = 1.75;

    private static final String MOTORCYCLE =
            "<vType id=\"motorcycle\" vClass=\"motorcycle\" length=\"1.9\" width=\"0.7\""
                    + " minGap=\"0.5\" minGapLat=\"0.25\" tau=\"1\" sigma=\"0.2\" accel=\"2.2\" decel=\"4.5\" maxSpeed=\"15\" speedDev=\"0.1\""
                    + " latAlignment=\"arbitrary\" lcStrategic=\"10\" probability=\"%s\"/>";
    private static final String CAR =
            "<vType id=\"car\" vClass=\"passenger\" length=\"4.4\" width=\"1.75\" minGap=\"1.7\""
                    + " minGapLat=\"0.3\" tau=\"1\" speedDev=\"0.1\" lcStrategic=\"10\" probability=\"%s\"/>";
    private static final String BUS =
            "<vType id=\"bus\" vClass=\"bus\" length=\"11\" width=\"2.5\" minGapLat=\"0.3\" lcStrategic=\"10\" probability=\"%s\"/>";
    private static final String TRUCK =
            "<vType id=\"truck\" vClass=\"truck\" length=\"8\" width=\"2.4\" minGapLat=\"0.3\" lcStrategic=\"10\" probability=\"%s\"/>";

    /**
     * What was made and measured.
     *
     * @param carsPerHour discharge of a lane, cars alone, an hour of green
     * @param motorcyclesPerHour the same of motorcycles alone
     */
    public record Made(SumoScenario scenario, double carsPerHour, double motorcyclesPerHour) {
        /** What a motorcycle is in passenger cars: as much as it takes of the green. */
        public double motorcyclePcu() {
            return carsPerHour / motorcyclesPerHour;
        }
    }

    private MotorcycleStreets() {}

    /** Makes the streets anew in a folder. */
    public static Made make(Path folder, IntSupplier freePort) {
        double cars = DischargeTrial.perHourOfGreen(
                folder.resolve("discharge-cars"), CAR.formatted("1"), 1200, LANE_M, SUBLANE, freePort);
        double motorcycles = DischargeTrial.perHourOfGreen(
                folder.resolve("discharge-motorcycles"), MOTORCYCLE.formatted("1"), 5000, LANE_M, SUBLANE, freePort);
        String mix = String.join(
                "\n",
                MOTORCYCLE.formatted("0.82"),
                CAR.formatted("0.14"),
                BUS.formatted("0.02"),
                TRUCK.formatted("0.02"));
        // Streets from south to north carry less than those from west to east, and each has its rush one way.
        List<Double> flows =
                List.of(400.0, 300.0, 400.0, 1000.0, 700.0, 1000.0, 600.0, 450.0, 600.0, 300.0, 200.0, 300.0);
        SumoScenario scenario = GeneratedStreets.make(
                folder,
                List.of(
                        "--grid",
                        "--grid.number",
                        "3",
                        "--grid.length",
                        "300",
                        "--grid.attach-length",
                        "300",
                        "--default.lanenumber",
                        "2",
                        "--turn-lanes",
                        "1",
                        "--turn-lanes.length",
                        "80",
                        "--default.lanewidth",
                        Double.toString(LANE_M),
                        "--default-junction-type",
                        "traffic_light",
                        "--no-turnarounds"),
                new GeneratedStreets.Demand(flows, STRAIGHT, 0, HOUR_S, 82, mix),
                SUBLANE + "\n    <additional-files value=\"webster.add.xml\"/>");
        double pcu = cars / motorcycles;
        try {
            Files.writeString(folder.resolve("webster.add.xml"), "<additional/>");
            Files.writeString(folder.resolve("webster.add.xml"), plans(scenario, cars, pcu));
        } catch (IOException e) {
            throw new SumoException("plans cannot be written to " + folder + ": " + e.getMessage(), e);
        }
        return new Made(scenario, cars, motorcycles);
    }

    private static String plans(SumoScenario scenario, double carsPerHour, double motorcyclePcu) throws IOException {
        SumoNet net = SumoNetReader.read(scenario.net());
        Map<String, Double> flows = RoutedFlows.byTurn(
                scenario, type -> type.equals("motorcycle") ? motorcyclePcu : type.equals("car") ? 1 : 2.0);
        StringBuilder xml = new StringBuilder("<additional>\n");
        for (SumoSignal signal : SumoSignals.of(net, false).controlled()) {
            List<StageId> order = new ArrayList<>();
            for (SignalPlan.Split split :
                    signal.intersection().plans().getFirst().splits()) order.add(split.stage());
            SignalPlan plan = PlanDesign.design(
                            signal.intersection(),
                            order,
                            groupFlows(net, signal, flows, carsPerHour),
                            PlanDesign.WEBSTER,
                            DesignBounds.USUAL,
                            new PlanId("webster"),
                            new LocalName("Webster", "Webster"))
                    .plan();
            xml.append(PlanProgram.write(signal, plan, "webster"));
        }
        return xml.append("</additional>\n").toString();
    }

    /** What the busiest lane of each group carries when traffic spreads evenly over the lanes that it may take. */
    private static Map<SignalGroupId, GroupFlow> groupFlows(
            SumoNet net, SumoSignal signal, Map<String, Double> flows, double carsPerHour) {
        Map<Integer, Map<String, Double>> perEdge = new HashMap<>();
        Map<Integer, Map<String, java.util.Set<String>>> lanes = new HashMap<>();
        Map<String, java.util.Set<Integer>> counted = new HashMap<>();
        for (SignalLink link : signal.links()) {
            for (int group : signal.lamps().groupsOf(link.index())) {
                String from = link.connection().from();
                String turn = from + " " + link.connection().to();
                lanes.computeIfAbsent(group, g -> new HashMap<>())
                        .computeIfAbsent(from, e -> new java.util.HashSet<>())
                        .add(link.connection().fromLane());
                if (!counted.computeIfAbsent(turn, t -> new java.util.HashSet<>())
                        .add(group)) continue;
                boolean left = link.connection().dir().equalsIgnoreCase(net.isLefthand() ? "r" : "l");
                perEdge.computeIfAbsent(group, g -> new HashMap<>())
                        .merge(from, flows.getOrDefault(turn, 0.0) * (left ? LEFT_TURN_FACTOR : 1), Double::sum);
            }
        }
        Map<SignalGroupId, GroupFlow> byGroup = new HashMap<>();
        perEdge.forEach((group, edges) -> {
            double busiest = 0;
            for (Map.Entry<String, Double> edge : edges.entrySet())
                busiest = Math.max(
                        busiest,
                        edge.getValue()
                                / lanes.getOrDefault(group, Map.of())
                                        .getOrDefault(edge.getKey(), java.util.Set.of(""))
                                        .size());
            byGroup.put(signal.intersection().groups().get(group).id(), new GroupFlow(busiest, carsPerHour));
        });
        return byGroup;
    }
}
