package city.ioc.sim.sumo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A street network made by SUMO's {@code netgenerate} and traffic through it made here, for measuring without anybody's data.
 * Traffic enters and leaves where streets end; arrivals are Poisson. The same arguments make the same files.
 */
public final class GeneratedStreets {
    private static final long LONGEST_S = 60;

    /**
     * Traffic.
     *
     * @param vehiclesPerHour by entry, in the order of the net; the last goes for all that follow
     * @param straightShare of those who leave straight across from where they came in; the others leave anywhere else
     * @param walkersPerHour pedestrians all over the net; needs sidewalks
     * @param types vehicle types as SUMO's XML, each with {@code id} and {@code probability}
     */
    public record Demand(
            List<Double> vehiclesPerHour,
            double straightShare,
            double walkersPerHour,
            int durationS,
            long seed,
            String types) {
        public Demand {
            vehiclesPerHour = List.copyOf(vehiclesPerHour);
            if (vehiclesPerHour.isEmpty()) throw new IllegalArgumentException("traffic needs a flow");
        }

        /** Passenger cars alone. */
        public static Demand cars(double vehiclesPerHour, int durationS, long seed) {
            return new Demand(
                    List.of(vehiclesPerHour),
                    0,
                    0,
                    durationS,
                    seed,
                    "<vType id=\"car\" vClass=\"passenger\" probability=\"1\"/>");
        }
    }

    private record Timed(double at, String xml) {}

    private GeneratedStreets() {}

    /**
     * Makes a scenario.
     *
     * @param folder where its files go; made where it is missing
     * @param shape options of {@code netgenerate}
     * @param options further elements of the configuration, as SUMO's XML
     */
    public static SumoScenario make(Path folder, List<String> shape, Demand demand, String options) {
        Path net = folder.resolve("streets.net.xml");
        try {
            Files.createDirectories(folder);
            generate(folder, net, shape);
            Files.writeString(folder.resolve("streets.rou.xml"), routes(SumoNetReader.read(net), demand));
            Path config = folder.resolve("streets.sumocfg");
            Files.writeString(config, """
                    <configuration>
                        <net-file value="streets.net.xml"/>
                        <route-files value="streets.rou.xml"/>
                        <begin value="0"/>
                        <end value="%d"/>
                        %s
                    </configuration>
                    """.formatted(demand.durationS(), options));
            return SumoScenario.read(config);
        } catch (IOException e) {
            throw new SumoException("streets cannot be written to " + folder + ": " + e.getMessage(), e);
        }
    }

    private static void generate(Path folder, Path net, List<String> shape) throws IOException {
        List<String> command = new ArrayList<>(List.of("netgenerate", "--output-file", net.toString()));
        command.addAll(shape);
        Path log = folder.resolve("netgenerate.log");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(log.toFile());
        builder.environment().putIfAbsent("SUMO_HOME", SumoProcess.DEFAULT_HOME);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new SumoException(
                    "netgenerate cannot be started; is the package sumo installed? " + e.getMessage(), e);
        }
        try {
            if (!process.waitFor(LONGEST_S, TimeUnit.SECONDS)) throw new SumoException("netgenerate does not end");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SumoException("interrupted while streets were made", e);
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) throw new SumoException("netgenerate failed: " + Files.readString(log));
    }

    private static String routes(SumoNet net, Demand demand) {
        Set<String> ends = ends(net);
        List<String> entries = new ArrayList<>();
        List<String> exits = new ArrayList<>();
        for (SumoNet.Edge edge : net.edges().values()) {
            if (!edge.function().isEmpty()) continue;
            if (ends.contains(edge.from())) entries.add(edge.id());
            if (ends.contains(edge.to())) exits.add(edge.id());
        }
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(demand.seed());
        List<Timed> trips = new ArrayList<>();
        for (int e = 0; e < entries.size(); e++) {
            double perHour = demand.vehiclesPerHour()
                    .get(Math.min(e, demand.vehiclesPerHour().size() - 1));
            String entry = entries.get(e);
            List<String> elsewhere = exits.stream()
                    .filter(exit ->
                            !net.getEdge(exit).to().equals(net.getEdge(entry).from()))
                    .toList();
            String across = across(net, entry, elsewhere);
            for (double at : arrivals(random, perHour, demand.durationS())) {
                String exit = random.nextDouble() < demand.straightShare()
                        ? across
                        : elsewhere.get(random.nextInt(elsewhere.size()));
                trips.add(new Timed(
                        at,
                        String.format(
                                Locale.ROOT,
                                "<trip id=\"v%%d\" type=\"mix\" depart=\"%.2f\" from=\"%s\" to=\"%s\""
                                        + " departLane=\"best\" departSpeed=\"avg\" departPosLat=\"random_free\"/>",
                                at,
                                entry,
                                exit)));
            }
        }
        for (double at : arrivals(random, demand.walkersPerHour(), demand.durationS())) {
            String from = entries.get(random.nextInt(entries.size()));
            String to = exits.get(random.nextInt(exits.size()));
            trips.add(new Timed(
                    at,
                    String.format(
                            Locale.ROOT,
                            "<person id=\"p%%d\" depart=\"%.2f\"><walk from=\"%s\" to=\"%s\"/></person>",
                            at,
                            from,
                            to)));
        }
        trips.sort(Comparator.comparingDouble(Timed::at));
        StringBuilder xml = new StringBuilder("<routes>\n<vTypeDistribution id=\"mix\">\n");
        xml.append(demand.types()).append("\n</vTypeDistribution>\n");
        for (int i = 0; i < trips.size(); i++)
            xml.append(String.format(Locale.ROOT, trips.get(i).xml(), i)).append('\n');
        return xml.append("</routes>\n").toString();
    }

    /** The exit that lies straightest on from an entry. */
    private static String across(SumoNet net, String entry, List<String> exits) {
        Polyline way = net.getEdge(entry).lanes().getFirst().shape();
        double heading = heading(net.getEdge(entry));
        return exits.stream()
                .min(Comparator.comparingDouble(exit -> {
                    Polyline out = net.getEdge(exit).lanes().getFirst().shape();
                    double towards = Math.atan2(out.lastY() - way.firstY(), out.lastX() - way.firstX());
                    return Math.abs(Math.IEEEremainder(towards - heading, 2 * Math.PI));
                }))
                .orElseThrow();
    }

    /** Streets end where one edge comes in and one goes back; in a net without ends, traffic begins and ends everywhere. */
    private static Set<String> ends(SumoNet net) {
        Map<String, List<SumoNet.Edge>> in = new HashMap<>();
        Map<String, List<SumoNet.Edge>> out = new HashMap<>();
        for (SumoNet.Edge edge : net.edges().values()) {
            if (!edge.function().isEmpty()) continue;
            in.computeIfAbsent(edge.to(), id -> new ArrayList<>()).add(edge);
            out.computeIfAbsent(edge.from(), id -> new ArrayList<>()).add(edge);
        }
        Set<String> ends = new HashSet<>();
        for (String junction : in.keySet()) {
            List<SumoNet.Edge> coming = in.getOrDefault(junction, List.of());
            List<SumoNet.Edge> going = out.getOrDefault(junction, List.of());
            if (coming.size() != 1 || going.size() != 1) continue;
            double turn = heading(going.getFirst()) - heading(coming.getFirst());
            if (Math.cos(turn) < 0) ends.add(junction);
        }
        return ends.size() > 1 ? ends : in.keySet();
    }

    private static double heading(SumoNet.Edge edge) {
        Polyline way = edge.lanes().getFirst().shape();
        return Math.atan2(way.lastY() - way.firstY(), way.lastX() - way.firstX());
    }

    private static List<Double> arrivals(RandomGenerator random, double perHour, int durationS) {
        List<Double> times = new ArrayList<>();
        if (perHour <= 0) return times;
        double at = -Math.log(1 - random.nextDouble()) * 3600 / perHour;
        while (at < durationS) {
            times.add(at);
            at += -Math.log(1 - random.nextDouble()) * 3600 / perHour;
        }
        return times;
    }
}
