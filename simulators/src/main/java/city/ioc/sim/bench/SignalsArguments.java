package city.ioc.sim.bench;

import city.ioc.sim.sumo.SumoRun.Controller;
import city.ioc.sim.sumo.SumoRun.Detection;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
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
        BenchOptions options = BenchOptions.parse(
                arguments,
                Set.of("--describe", "--collisions"),
                Set.of("--scenario", "--controller", "--detection", "--seeds", "--cut", "--parallel", "--json"),
                USAGE);
        return new SignalsArguments(
                options.find("--scenario").map(Path::of).orElseThrow(() -> options.fault("--scenario is missing")),
                options.find("--controller").map(SignalsArguments::controller).orElse(Controller.ADAPTIVE),
                options.find("--detection").map(SignalsArguments::detection).orElse(Detection.CAMERA),
                options.counts("--seeds", "1-5"),
                options.findNumber("--cut").map(OptionalDouble::of).orElseGet(OptionalDouble::empty),
                options.count("--parallel", 1, 1, 64),
                options.has("--describe"),
                options.has("--collisions"),
                options.find("--json").map(Path::of).orElse(null));
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
}
