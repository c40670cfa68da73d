package city.ioc.sim.sumo;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.local.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a scenario may ask of SUMO beside streets and traffic. Needs SUMO; {@code ./ioc test} installs it. */
@Tag("slow")
class SumoSimulationTest {
    private static final int RUN_S = 180;
    private static final int LAST_LEAVES_S = 300;
    private static final List<String> CROSSROADS = List.of(
            "--grid",
            "--grid.number",
            "1",
            "--grid.attach-length",
            "150",
            "--default-junction-type",
            "traffic_light",
            "--no-turnarounds");

    @TempDir
    Path folder;

    @Test
    void programsThatChangeByTheTimeOfDayDoNotTakeTheLampsBack() throws IOException {
        SumoScenario scenario = scenario("");
        SumoNet.Program program = scenario.readNet().findProgram("A0").orElseThrow();
        String phases = program.phases().stream()
                .map(phase -> "<phase duration='%s' state='%s'/>".formatted(phase.durationS(), phase.state()))
                .collect(Collectors.joining());
        with("""
                <tlLogic id="A0" type="static" programID="other" offset="0">%s</tlLogic>
                <WAUT refTime="0" id="w" startProg="0"><wautSwitch time="30" to="other"/></WAUT>
                <wautJunction wautID="w" junctionID="A0"/>
                """.formatted(phases));
        String red = "r".repeat(program.phases().getFirst().state().length());
        Set<String> seen = new TreeSet<>();
        live(SumoScenario.in(streets()), street -> {
            street.watchLight("A0");
            street.show("A0", red);
            for (int second = 0; second < 60; second++) {
                street.step();
                seen.add(street.lightState("A0"));
            }
        });
        assertThat(seen).containsExactly(red);
    }

    @Test
    void whomACalibratorTakesOffTheStreetIsNotOnIt() throws IOException {
        scenario("");
        // On the way in they go in the step they set out in, on the way out later.
        StringBuilder calibrators = new StringBuilder();
        for (String edge : List.of("top0A0", "A0top0"))
            calibrators.append("""
                    <calibrator id="%s" edge="%s" pos="0" freq="1" jamThreshold="-1">
                      <flow begin="0" end="%d" vehsPerHour="0" speed="13"/>
                    </calibrator>
                    """.formatted(edge, edge, RUN_S + LAST_LEAVES_S));
        with(calibrators.toString());
        Path trips = live(SumoScenario.in(streets()), street -> {
            for (int second = 0; second < RUN_S + LAST_LEAVES_S; second++) street.step();
            assertThat(street.vehicles()).isEmpty();
        });
        assertThat(trips).content().contains("vaporized=\"calibrator\"").contains("vaporized=\"\"");
    }

    @Test
    void nothingIsWrittenIntoTheScenariosFolder() throws IOException {
        scenario("""
                <output-prefix value="TIME_"/><summary value="summary.xml"/><fcd-output value="fcd.xml"/>
                <l value="log.txt"/><tripinfo-output value="trips.xml"/>""");
        with("""
                <timedEvent type="SaveTLSStates" source="A0" dest="states.xml"/>
                <edgeData id="edges" file="edges.xml"/>
                """);
        Files.writeString(streets().resolve("edges.xml"), "left by an earlier run");
        List<String> before = contents();
        for (SumoRun.Controller controller : SumoRun.Controller.values()) {
            Path work = Files.createDirectories(folder.resolve("work-" + controller));
            SumoRun.Result result = new SumoRun(
                            SumoScenario.in(streets()),
                            new SumoRun.Options(
                                    controller,
                                    SumoRun.Detection.CAMERA,
                                    1,
                                    layout -> SumoStrategies.of(controller, layout),
                                    OptionalDouble.empty(),
                                    false,
                                    work),
                            FreePort::find)
                    .run();
            assertThat(result.violations()).isEmpty();
            assertThat(result.measures().arrived()).isPositive();
        }
        assertThat(contents()).isEqualTo(before);
    }

    private Path streets() {
        return folder.resolve("streets");
    }

    private SumoScenario scenario(String options) throws IOException {
        SumoScenario made = GeneratedStreets.make(
                streets(),
                CROSSROADS,
                GeneratedStreets.Demand.cars(400, RUN_S, 3),
                "<additional-files value=\"more.add.xml\"/>" + options);
        with("");
        return made;
    }

    private void with(String additional) throws IOException {
        Files.writeString(streets().resolve("more.add.xml"), "<additional>" + additional + "</additional>");
    }

    private Path live(SumoScenario scenario, Consumer<SumoSimulation> how) throws IOException {
        Path work = Files.createDirectories(folder.resolve("work"));
        List<String> arguments = scenario.arguments(1, scenario.mirrorIn(work), work, work.resolve("trips.xml"));
        try (SumoProcess sumo = SumoProcess.start(arguments, FreePort.find(), work.resolve("sumo.log"))) {
            how.accept(new SumoSimulation(sumo, scenario.switchedLights()));
            sumo.finish();
        }
        return work.resolve("trips.xml");
    }

    private List<String> contents() throws IOException {
        try (Stream<Path> files = Files.walk(streets())) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .map(file -> {
                        try {
                            return file.getFileName() + " " + Files.readString(file);
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    })
                    .toList();
        }
    }
}
