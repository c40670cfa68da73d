package city.ioc.sim.sumo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.ioc.contracts.city.City;
import city.ioc.contracts.city.CityFiles;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.Link;
import city.ioc.contracts.street.Node;
import city.ioc.contracts.street.Turn;
import city.ioc.signal.traffic.ApproachLane;
import city.ioc.signal.traffic.CityLanes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** SUMO scenarios as cities. */
class SumoCityTest {
    @TempDir
    Path folder;

    @Test
    void anEdgeIsALinkAndOneApproachAndAJunctionANode() {
        City city = crossing("30 GgrGgr", "3 yyryyr", "20 rrGrrG", "3 rryrrr");
        assertThat(city.links())
                .extracting(link -> link.id().value())
                .containsExactly("n", "e", "s", "nx", "ex", "sx", "wx");
        assertThat(city.nodes())
                .filteredOn(node -> node.kind() == Node.Kind.BOUNDARY)
                .hasSize(4);
        Intersection x = city.intersections().getFirst();
        assertThat(x.approaches())
                .extracting(approach -> approach.link() + " " + Math.round(approach.bearingDeg()))
                .containsExactly("n 180", "e 270", "s 0");
        assertThat(link(city, "n").lanes().getFirst().turns()).containsExactlyInAnyOrder(Turn.THROUGH, Turn.LEFT);
        assertThat(link(city, "n").speedLimitKmh()).isEqualTo(50);
    }

    @Test
    void everyLaneBeforeAStopLineHasTwoDetectorsThatSpeakThroughTheController() {
        City city = crossing("30 GgrGgr", "3 yyryyr", "20 rrGrrG", "3 rryrrr");
        assertThat(city.devices())
                .extracting(device -> device.id() + " " + device.kind())
                .containsExactly(
                        "X-controller CONTROLLER",
                        "X-d1 STOP_LINE_DETECTOR",
                        "X-d2 ADVANCE_DETECTOR",
                        "X-d3 STOP_LINE_DETECTOR",
                        "X-d4 ADVANCE_DETECTOR",
                        "X-d5 STOP_LINE_DETECTOR",
                        "X-d6 ADVANCE_DETECTOR");
        assertThat(city.devices())
                .filteredOn(device -> device.kind().isDetector())
                .allMatch(device -> device.speaksThrough().orElseThrow().value().equals("X-controller"));
        List<ApproachLane> lanes = lanes(city, city.intersections().getFirst());
        assertThat(lanes).hasSize(3).allMatch(lane -> lane.stopLineDetector() >= 0 && lane.advanceDetector() >= 0);
    }

    @Test
    void idsThatAreNoCodesBecomeCodesThatStayApart() {
        CodeBook codes = new CodeBook();
        assertThat(codes.of("gneE0")).isEqualTo("gneE0");
        assertThat(codes.of("-23#1")).isEqualTo("x-23_1");
        assertThat(codes.of("-23/1")).isEqualTo("x-23_1.2");
        assertThat(codes.of("-23#1")).isEqualTo("x-23_1");
        assertThat(codes.of("x".repeat(99))).hasSize(48);
    }

    @Test
    void aLightThatDecidesNothingKeepsSumosProgramAndSaysWhy() {
        SumoCity made = made("30 GgGGgG");
        assertThat(made.city().intersections()).isEmpty();
        assertThat(made.left())
                .containsExactly(
                        java.util.Map.entry("X", "its program has fewer than two stages: there is nothing to decide"));
    }

    @Test
    void theFilesAreWrittenOverAnotherCityOnlyWhenThatIsWanted() throws IOException {
        CrossingNet.read(folder, "30 GgrGgr", "3 yyryyr", "20 rrGrrr", "3 rryrrr");
        Files.writeString(
                folder.resolve("x.sumocfg"), "<configuration><net-file value=\"x.net.xml\"/></configuration>");
        Path city = folder.resolve("city");
        assertThat(ImportSumoMain.write(folder, city, false)).first().asString().contains("1 signalised intersections");
        assertThatThrownBy(() -> ImportSumoMain.write(folder, city, false)).hasMessageContaining("--replace");
        ImportSumoMain.write(folder, city, true);
        assertThat(CityFiles.read(city).intersections()).hasSize(1);
    }

    /** Needs SUMO; {@code ./ioc test} installs it. */
    @Tag("slow")
    @ParameterizedTest(name = "{0}")
    @MethodSource("city.ioc.sim.sumo.SumoStreetsTest#networks")
    void everyKindOfNetworkBecomesACityThatPassesItsChecks(String name, List<String> shape) throws IOException {
        SumoScenario scenario = GeneratedStreets.make(folder, shape, GeneratedStreets.Demand.cars(100, 10, 1), "");
        SumoCity made = SumoCity.of(scenario);
        Path files = folder.resolve("city");
        CityFiles.write(files, made.city());
        City city = CityFiles.read(files);
        assertThat(city.equals(made.city())).as("read back as it was made").isTrue();
        List<SumoSignal> known = SumoSignals.of(scenario.readNet(), true).controlled();
        assertThat(made.signals()).hasSizeGreaterThanOrEqualTo((int) Math.ceil(0.95 * known.size()));
        for (SumoSignal signal : known)
            if (made.signals().stream().noneMatch(each -> each.light().equals(signal.light())))
                assertThat(made.left().get(signal.light())).startsWith("its signal data do not pass the checks: ");
        for (SumoSignal signal : made.signals()) {
            List<ApproachLane> lanes = lanes(city, signal.intersection());
            assertThat(lanes).hasSameSizeAs(signal.laneIds());
            assertThat(lanes).allMatch(lane -> lane.stopLineDetector() >= 0);
        }
    }

    private City crossing(String... phases) {
        return made(phases).city();
    }

    private SumoCity made(String... phases) {
        CrossingNet.read(folder, phases);
        try {
            Path config = folder.resolve("x.sumocfg");
            Files.writeString(config, "<configuration><net-file value=\"x.net.xml\"/></configuration>");
            return SumoCity.of(SumoScenario.read(config));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Link link(City city, String id) {
        return city.links().stream()
                .filter(each -> each.id().value().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** The lanes as the core's control will know them. */
    private static List<ApproachLane> lanes(City city, Intersection x) {
        List<Device> devices = city.listDevicesAt(x.id());
        return CityLanes.of(x, city.links(), devices).lanes();
    }
}
