package city.ioc.sim.sumo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What a {@code .sumocfg} says.
 *
 * @param name the folder's
 * @param beginS first second of the run
 * @param endS second at which the run ends
 * @param outputs names of the output options that it sets
 */
public record SumoScenario(
        String name, Path config, Path net, List<Path> additional, double beginS, double endS, List<String> outputs) {
    /** The benchmark's hour, where the file names no end. */
    private static final double HOUR_S = 3600;

    public SumoScenario {
        additional = List.copyOf(additional);
        outputs = List.copyOf(outputs);
    }

    /** Reads the one configuration of a folder. */
    public static SumoScenario in(Path folder) {
        List<Path> found;
        try (Stream<Path> files = Files.list(folder)) {
            found = files.filter(file -> file.toString().endsWith(".sumocfg")).toList();
        } catch (IOException e) {
            throw new SumoException("the scenario folder " + folder + " cannot be read: " + e.getMessage(), e);
        }
        if (found.size() != 1)
            throw new SumoException(folder + " must hold one .sumocfg file, but holds " + found.size());
        return read(found.getFirst());
    }

    static SumoScenario read(Path config) {
        Map<String, String> options = options(config);
        Path folder = config.toAbsolutePath().normalize().getParent();
        if (folder == null) throw new SumoException(config + " lies nowhere");
        String net = find(options, "net-file", "net", "n")
                .orElseThrow(() -> new SumoException(config + " names no net-file"));
        List<Path> additional = new ArrayList<>();
        find(options, "additional-files", "additional", "a").ifPresent(list -> {
            for (String each : list.split("[,\\s]+")) if (!each.isBlank()) additional.add(folder.resolve(each));
        });
        double begin = find(options, "begin", "b").map(SumoScenario::seconds).orElse(0.0);
        double end = find(options, "end", "e")
                .map(SumoScenario::seconds)
                .filter(time -> time > begin)
                .orElse(begin + HOUR_S);
        List<String> outputs = options.keySet().stream()
                .filter(name -> name.endsWith("-output") || name.equals("log") || name.equals("error-log"))
                .toList();
        return new SumoScenario(
                String.valueOf(folder.getFileName()), config, folder.resolve(net), additional, begin, end, outputs);
    }

    /** The network with every program that SUMO would load. */
    public SumoNet readNet() {
        SumoNet network = SumoNetReader.read(net);
        List<SumoNet.Program> programs = new ArrayList<>();
        for (Path file : additional) programs.addAll(SumoNetReader.readPrograms(file));
        return programs.isEmpty() ? network : network.with(programs);
    }

    private static Map<String, String> options(Path config) {
        Map<String, String> options = new LinkedHashMap<>();
        try (InputStream in = SumoNetReader.open(config)) {
            XMLStreamReader xml = SumoNetReader.reader(in);
            while (xml.hasNext()) {
                if (xml.next() != XMLStreamReader.START_ELEMENT) continue;
                String value = xml.getAttributeValue(null, "value");
                if (value == null) value = xml.getAttributeValue(null, "v");
                if (value != null) options.put(xml.getLocalName(), value.trim());
            }
        } catch (IOException | XMLStreamException e) {
            throw new SumoException(config + " cannot be read: " + e.getMessage(), e);
        }
        return options;
    }

    private static Optional<String> find(Map<String, String> options, String... names) {
        return Stream.of(names).filter(options::containsKey).map(options::get).findFirst();
    }

    /** Seconds, or {@code [days:]hours:minutes:seconds}. */
    private static double seconds(String text) {
        double seconds = 0;
        String[] parts = text.split(":");
        int[] factors = {60, 60, 24};
        double factor = 1;
        for (int i = 0; i < parts.length; i++) {
            seconds += Double.parseDouble(parts[parts.length - 1 - i]) * factor;
            if (i < factors.length) factor *= factors[i];
        }
        return seconds;
    }
}
