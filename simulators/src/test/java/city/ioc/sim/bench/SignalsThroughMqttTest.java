package city.ioc.sim.bench;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.sim.sumo.GeneratedStreets;
import city.ioc.sim.sumo.SumoScenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Generated streets of SUMO as those of a whole city: broker, gateway, core and database are the real ones. Needs SUMO; {@code ./ioc
 * test} installs it.
 */
@Tag("slow")
class SignalsThroughMqttTest {
    private static final List<String> GRID = List.of(
            "--grid",
            "--grid.number",
            "2",
            "--grid.length",
            "200",
            "--grid.attach-length",
            "200",
            "--default-junction-type",
            "traffic_light",
            "--tls.guess",
            "--no-turnarounds");
    private static final int RUN_S = 240;
    private static final double SPEED = 4;

    @TempDir
    Path folder;

    @Test
    void whatTheCoreDecidesIsWhatSumosLightsShowAndVehiclesGetThrough() throws IOException {
        Path streets = Files.createDirectories(folder.resolve("streets"));
        Files.writeString(streets.resolve("lights.add.xml"), """
                <additional>
                    <timedEvent type="SaveTLSStates" source="A0" dest="states.xml"/>
                </additional>
                """);
        SumoScenario scenario = GeneratedStreets.make(
                streets,
                GRID,
                GeneratedStreets.Demand.cars(300, RUN_S, 5),
                "<additional-files value=\"lights.add.xml\"/>");
        Path home = Path.of(System.getenv().getOrDefault("IOC_HOME", "../.ioc"));

        SignalsThroughMqtt.Result result =
                SignalsThroughMqtt.run(scenario, 1, SPEED, folder.resolve("work"), home.resolve("cache"));

        assertThat(result.commandedShare()).isGreaterThan(0.95);
        assertThat(result.run().violations()).isEmpty();
        assertThat(result.run().lockedAtS()).isEmpty();
        assertThat(result.run().decisions()).isPositive();
        assertThat(result.run().measures().vehicles()).isGreaterThan(100);
        assertThat(result.run().measures().arrived()).isGreaterThan(50);
        Path states = folder.resolve("work/finished/scenario-mirror/states.xml");
        // SUMO's own program of that light never ran: its lamps were set by TraCI, and by control that goes by the
        // traffic.
        assertThat(programsShown(states)).containsExactly("online");
        assertThat(lengthsOfGreens(states)).hasSizeGreaterThan(2);
    }

    private static final Pattern STATE = Pattern.compile("programID=\"(\\w+)\".* state=\"(\\w+)\"");

    private static Set<String> programsShown(Path states) throws IOException {
        Set<String> programs = new TreeSet<>();
        for (String line : Files.readAllLines(states)) {
            Matcher matcher = STATE.matcher(line);
            if (matcher.find()) programs.add(matcher.group(1));
        }
        return programs;
    }

    /** How many seconds the first link of the light was green without a break; a fixed plan knows one length. */
    private static Set<Integer> lengthsOfGreens(Path states) throws IOException {
        Set<Integer> lengths = new TreeSet<>();
        int green = 0;
        for (String line : Files.readAllLines(states)) {
            Matcher matcher = STATE.matcher(line);
            if (!matcher.find()) continue;
            if ("gG".indexOf(matcher.group(2).charAt(0)) >= 0) green++;
            else if (green > 0) {
                lengths.add(green);
                green = 0;
            }
        }
        return lengths;
    }
}
