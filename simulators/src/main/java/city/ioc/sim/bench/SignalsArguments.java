package city.ioc.sim.bench;

import city.ioc.sim.sumo.SumoRun.Controller;
import city.ioc.sim.sumo.SumoRun.Detection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ./ioc bench signals} was asked for.
 *
 * @param cutS second of the run at which detection is lost
 * @param describe whether to say what the network has become instead of running it
 * @param collisions whether SUMO counts collisions between the stop lines
 * @param parallel how many seeds run at the same time
 */
record SignalsArguments(
        Path scenario,
        Controller controller,
        Detection detection,
        List<Integer> seeds,
        OptionalDouble cutS,
        int parallel,
        boolean describe,
        boolean collisions,
        @Nullable Path json) {
    static final String USAGE = "--scenario DIR [--controller fixed|actuated|local|max-pressure|adaptive]"
            + " [--detection camera|loops] [--seeds 1-5] [--cut SECOND] [--parallel N] [--json FILE] [--describe] [--collisions]";

    static SignalsArguments parse(List<String> arguments) {
        Path scenario = null;
        Controller controller = Controller.ADAPTIVE;
        Detection detection = Detection.CAMERA;
        List<Integer> seeds = seeds("1-5");
        OptionalDouble cut = OptionalDouble.empty();
        int parallel = 1;
        Path json = null;
        boolean describe = arguments.contains("--describe");
        boolean collisions = arguments.contains("--collisions");
        List<String> pairs = arguments.stream()
                .filter(each -> !each.equals("--describe") && !each.equals("--collisions"))
                .toList();
        for (int i = 0; i < pairs.size(); i += 2) {
            String name = pairs.get(i);
            if (i + 1 == pairs.size()) throw new IllegalArgumentException(name + " needs a value; " + USAGE);
            String value = pairs.get(i + 1);
            switch (name) {
                case "--scenario" -> scenario = Path.of(value);
                case "--controller" -> controller = controller(value);
                case "--detection" -> detection = detection(value);
                case "--seeds" -> seeds = seeds(value);
                case "--cut" -> cut = OptionalDouble.of(number(name, value));
                case "--parallel" -> parallel = Math.max(1, (int) number(name, value));
                case "--json" -> json = Path.of(value);
                default -> throw new IllegalArgumentException("unknown argument " + name + "; " + USAGE);
            }
        }
        if (scenario == null) throw new IllegalArgumentException("--scenario is missing; " + USAGE);
        return new SignalsArguments(scenario, controller, detection, seeds, cut, parallel, describe, collisions, json);
    }

    String detectionText() {
        return detection.name().toLowerCase(Locale.ROOT);
    }

    private static Controller controller(String text) {
        return Arrays.stream(Controller.values())
                .filter(each -> each.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no controller " + text + "; there are "
                        + Arrays.stream(Controller.values())
                                .map(Controller::text)
                                .collect(Collectors.joining(", "))));
    }

    private static Detection detection(String text) {
        return switch (text) {
            case "camera" -> Detection.CAMERA;
            case "loops" -> Detection.LOOPS;
            default -> throw new IllegalArgumentException("--detection is camera or loops, not " + text);
        };
    }

    private static double number(String name, String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " needs a number, not " + value, e);
        }
    }

    /** Single seeds and ranges: {@code 1-3,7}. */
    private static List<Integer> seeds(String text) {
        List<Integer> seeds = new ArrayList<>();
        for (String part : text.split(",")) {
            String[] ends = part.split("-");
            int from = (int) number("--seeds", ends[0]);
            int to = ends.length > 1 ? (int) number("--seeds", ends[1]) : from;
            for (int seed = from; seed <= to; seed++) seeds.add(seed);
        }
        if (seeds.isEmpty()) throw new IllegalArgumentException("--seeds names none: " + text);
        return List.copyOf(seeds);
    }
}
