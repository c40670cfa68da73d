package city.ioc.sim.sumo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
 * @param inputs files that SUMO reads and never writes
 * @param levelsAbove how many folders above its own it refers to
 */
public record SumoScenario(
        String name,
        Path config,
        Path net,
        List<Path> additional,
        double beginS,
        double endS,
        List<String> outputs,
        Set<Path> inputs,
        int levelsAbove) {
    /** Outputs whose options do not end like the others. */
    private static final Set<String> OTHER_OUTPUTS = Set.of(
            "log",
            "l",
            "message-log",
            "error-log",
            "summary",
            "tripinfo",
            "vehroutes",
            "vehroute",
            "netstate-dump",
            "netstate",
            "dump");

    private static final String CONFIG = ".sumocfg";

    /** The benchmark's hour, where the file names no end. */
    private static final double HOUR_S = 3600;

    public SumoScenario {
        additional = List.copyOf(additional);
        outputs = List.copyOf(outputs);
        inputs = Set.copyOf(inputs);
    }

    /** Reads the one configuration of a folder. */
    public static SumoScenario in(Path folder) {
        if (Files.isRegularFile(folder) && folder.toString().endsWith(CONFIG)) return read(folder);
        if (!Files.isDirectory(folder)) throw new SumoException("there is no folder " + folder);
        List<Path> found;
        try (Stream<Path> files = Files.list(folder)) {
            found = files.filter(file -> file.toString().endsWith(CONFIG)).toList();
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
        List<Path> additional = files(folder, find(options, "additional-files", "additional", "a"));
        Set<Path> inputs = new HashSet<>(additional);
        inputs.addAll(files(folder, find(options, "route-files", "routes", "r")));
        inputs.add(folder.resolve(net).normalize());
        inputs.add(config.toAbsolutePath().normalize());
        double begin = find(options, "begin", "b").map(SumoScenario::seconds).orElse(0.0);
        double end = find(options, "end", "e")
                .map(SumoScenario::seconds)
                .filter(time -> time > begin)
                .orElse(begin + HOUR_S);
        List<String> outputs = options.keySet().stream()
                .filter(name -> name.endsWith("-output") || OTHER_OUTPUTS.contains(name))
                .toList();
        return new SumoScenario(
                String.valueOf(folder.getFileName()),
                config,
                folder.resolve(net),
                additional,
                begin,
                end,
                outputs,
                inputs,
                options.values().stream()
                        .mapToInt(SumoScenario::levelsAbove)
                        .max()
                        .orElse(0));
    }

    private static List<Path> files(Path folder, Optional<String> list) {
        List<Path> files = new ArrayList<>();
        for (String each : list.orElse("").split("[,\\s]+"))
            if (!each.isBlank()) files.add(folder.resolve(each).normalize());
        return files;
    }

    /** How many folders above the scenario's own the farthest file of a list lies. */
    private static int levelsAbove(String list) {
        int farthest = 0;
        for (String each : list.split("[,\\s]+")) {
            int levels = 0;
            for (String part : each.split("/")) levels += part.equals("..") ? 1 : 0;
            farthest = Math.max(farthest, levels);
        }
        return farthest;
    }

    /** The network with every program that SUMO would load. */
    public SumoNet readNet() {
        SumoNet network = SumoNetReader.read(net);
        List<SumoNet.Program> programs = new ArrayList<>();
        for (Path file : additional) programs.addAll(SumoNetReader.readPrograms(file));
        return programs.isEmpty() ? network : network.with(programs);
    }

    /** The scenario as SUMO is to see it from a folder. */
    ScenarioMirror mirrorIn(Path folder) {
        return ScenarioMirror.make(config, inputs, levelsAbove, folder);
    }

    /** Lights whose programs the scenario changes by the time of day. */
    Set<String> switchedLights() {
        Set<String> lights = new TreeSet<>();
        for (Path file : additional) lights.addAll(SumoNetReader.readSwitched(file));
        return lights;
    }

    /** This scenario, but over at a second of its run at the latest. */
    public SumoScenario until(double secondOfRun) {
        return new SumoScenario(
                name,
                config,
                net,
                additional,
                beginS,
                Math.min(endS, beginS + secondOfRun),
                outputs,
                inputs,
                levelsAbove);
    }

    /**
     * SUMO's options for a run: steps of a second, nobody is taken off the street.
     *
     * @param mirror what SUMO sees of the scenario
     * @param folder where the outputs go that the file asks for
     * @param trips where the trips go, also the unfinished ones
     */
    List<String> arguments(int seed, ScenarioMirror mirror, Path folder, Path trips) {
        List<String> arguments = new ArrayList<>(List.of(
                "-c", mirror.seen(config).toString(),
                "--begin", Double.toString(beginS),
                "--end", Double.toString(endS),
                "--step-length", "1",
                "--time-to-teleport", "-1",
                "--seed", Integer.toString(seed),
                "--xml-validation", "never",
                "--xml-validation.net", "never",
                "--xml-validation.routes", "never",
                "--no-step-log", "true",
                "--no-warnings", "true",
                "--duration-log.disable", "true",
                "--tripinfo-output.write-unfinished", "true",
                "--tripinfo-output.write-undeparted", "true",
                "--output-prefix", "",
                "--human-readable-time", "false",
                "--num-clients", "1",
                "--random", "false"));
        arguments.addAll(List.of("--tripinfo-output", trips.toString()));
        for (String output : outputs)
            if (!output.startsWith("tripinfo"))
                arguments.addAll(
                        List.of("--" + output, folder.resolve(output + ".xml").toString()));
        return arguments;
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
            try {
                seconds += Double.parseDouble(parts[parts.length - 1 - i]) * factor;
            } catch (NumberFormatException e) {
                throw new SumoException(text + " is no time", e);
            }
            if (i < factors.length) factor *= factors[i];
        }
        return seconds;
    }
}
