package city.ioc.sim.sumo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** How much of a scenario's demand wants to turn where, by SUMO's router on empty streets. */
final class RoutedFlows {
    private static final long LONGEST_S = 120;

    private RoutedFlows() {}

    /**
     * Flows in PCU an hour by "from edge, space, to edge".
     *
     * @param pcu of a vehicle type by its id
     */
    static Map<String, Double> byTurn(SumoScenario scenario, ToDoubleFunction<String> pcu) throws IOException {
        Path folder = scenario.net().toAbsolutePath().getParent();
        if (folder == null) throw new SumoException(scenario.net() + " lies nowhere");
        Path routes = folder.resolve("routed.rou.xml");
        Path log = folder.resolve("duarouter.log");
        ProcessBuilder builder = new ProcessBuilder(
                        "duarouter",
                        "--net-file",
                        scenario.net().toString(),
                        "--route-files",
                        folder.resolve("streets.rou.xml").toString(),
                        "--output-file",
                        routes.toString(),
                        "--xml-validation",
                        "never",
                        "--ignore-errors",
                        "true")
                .redirectErrorStream(true);
        builder.redirectOutput(log.toFile());
        builder.environment().putIfAbsent("SUMO_HOME", SumoProcess.DEFAULT_HOME);
        Process process = builder.start();
        try {
            if (!process.waitFor(LONGEST_S, TimeUnit.SECONDS)) throw new SumoException("duarouter does not end");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SumoException("interrupted while demand was routed", e);
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) throw new SumoException("duarouter failed: " + Files.readString(log));
        return count(routes, pcu, 3600 / (scenario.endS() - scenario.beginS()));
    }

    private static Map<String, Double> count(Path routes, ToDoubleFunction<String> pcu, double perHour)
            throws IOException {
        Map<String, Double> flows = new HashMap<>();
        String type = "";
        try (InputStream in = SumoNetReader.open(routes)) {
            XMLStreamReader xml = SumoNetReader.reader(in);
            while (xml.hasNext()) {
                if (xml.next() != XMLStreamReader.START_ELEMENT) continue;
                if (xml.getLocalName().equals("vehicle")) type = xml.getAttributeValue(null, "type");
                if (!xml.getLocalName().equals("route")) continue;
                List<String> edges =
                        List.of(xml.getAttributeValue(null, "edges").split(" "));
                for (int i = 1; i < edges.size(); i++)
                    flows.merge(edges.get(i - 1) + " " + edges.get(i), pcu.applyAsDouble(type) * perHour, Double::sum);
            }
        } catch (XMLStreamException e) {
            throw new SumoException("routes in " + routes + " cannot be read: " + e.getMessage(), e);
        }
        return flows;
    }
}
