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
 * @param through what lies between the streets and control
 * @param speed how many times as fast as the clock a city behind MQTT lives
 * @param cutS second of the run at which detection is lost
 * @param untilS second of the run at which it ends, if the scenario does not end before
 * @param describe whether to say what the network has become instead of running it
 * @param collisions whether SUMO counts collisions between the stop lines
 * @param parallel how many seeds run at the same time
 */
record SignalsArguments(
        Path scenario,
        Controller controller,
        Detection detection,
        List<Integer> seeds,
        Through through,
        double speed,
        OptionalDouble cutS,
        OptionalDouble untilS,
        int parallel,
        boolean describe,
        boolean collisions,
        @Nullable Path json) {
    /** What lies between the streets and control. */
    enum Through {
        /** Nothing: one thread, as fast as it goes. */
        PROCESS,
        /** The whole path: devices, broker, gateway and core, by the clock. */
        MQTT
    }

    static final String USAGE = "--scenario DIR [--controller fixed|actuated|local|max-pressure|adaptive]"
            + " [--detection camera|loops] [--seeds 1-5] [--until SECOND] [--cut SECOND] [--parallel N] [--through process|mqtt] [--speed N] [--json FILE] [--describe] [--collisions]";

    static SignalsArguments parse(List<String> arguments) {
        BenchOptions options = BenchOptions.parse(
                arguments,
                Set.of("--describe", "--collisions"),
                Set.of(
                        "--scenario",
                        "--controller",
                        "--detection",
                        "--seeds",
                        "--through",
                        "--speed",
                        "--until",
                        "--cut",
                        "--parallel",
                        "--json"),
                USAGE);
        Through through =
                options.find("--through").map(SignalsArguments::through).orElse(Through.PROCESS);
        Detection usual = through == Through.MQTT ? Detection.LOOPS : Detection.CAMERA;
        SignalsArguments wanted = new SignalsArguments(
                options.find("--scenario").map(Path::of).orElseThrow(() -> options.fault("--scenario is missing")),
                options.find("--controller").map(SignalsArguments::controller).orElse(Controller.ADAPTIVE),
                options.find("--detection").map(SignalsArguments::detection).orElse(usual),
                options.counts("--seeds", "1-5"),
                through,
                options.findNumber("--speed").orElse(1.0),
                second(options, "--cut"),
                second(options, "--until"),
                options.count("--parallel", 1, 1, 64),
                options.has("--describe"),
                options.has("--collisions"),
                options.find("--json").map(Path::of).orElse(null));
        wanted.check();
        return wanted;
    }

    private static OptionalDouble second(BenchOptions options, String name) {
        return options.findNumber(name).map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
    }

    private void check() {
        if (untilS.isPresent() && !(untilS.getAsDouble() >= 1))
            throw new IllegalArgumentException("--until must be a second of the run, 1 or later");
        if (through == Through.PROCESS) {
            if (speed != 1)
                throw new IllegalArgumentException(
                        "in one process a run goes as fast as it can; --speed is for --through mqtt");
            return;
        }
        if (!(speed > 0 && speed <= 1000)) throw new IllegalArgumentException("--speed must be above 0 and up to 1000");
        if (controller != Controller.ADAPTIVE)
            throw new IllegalArgumentException("through MQTT the core controls, which is --controller adaptive; "
                    + controller.text() + " runs without --through mqtt");
        if (detection != Detection.LOOPS)
            throw new IllegalArgumentException(
                    "cameras do not say over MQTT where vehicles are;" + " --through mqtt goes with --detection loops");
        if (cutS.isPresent() || collisions || parallel > 1)
            throw new IllegalArgumentException("--cut, --collisions and --parallel do not go with --through mqtt");
    }

    String throughText() {
        return through.name().toLowerCase(Locale.ROOT);
    }

    private static Through through(String text) {
        return switch (text) {
            case "process" -> Through.PROCESS;
            case "mqtt" -> Through.MQTT;
            default -> throw new IllegalArgumentException("--through takes process or mqtt, not " + text);
        };
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
