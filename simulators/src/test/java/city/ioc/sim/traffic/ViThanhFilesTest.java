package city.ioc.sim.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.ioc.contracts.city.City;
import city.ioc.contracts.city.CityException;
import city.ioc.contracts.city.CityFiles;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.SignalGroup;
import city.ioc.contracts.street.SignalPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViThanhFilesTest {
    private static final Path FOLDER = Path.of("..", "cities", "vi-thanh");
    private final City city = CityFiles.read(FOLDER);

    @Test
    void theCityHasFourteenSignalisedIntersectionsAndACorridorOfSix() {
        assertThat(city.intersections()).hasSize(14);
        assertThat(city.corridors().getFirst().intersections()).hasSize(6);
    }

    @Test
    void oneIntersectionHasPedestriansOneProtectedLeftsAndOneIsAT() {
        assertThat(city.intersections().stream()
                        .filter(x -> x.groups().stream().anyMatch(g -> g.kind() == SignalGroup.Kind.PEDESTRIAN)))
                .hasSize(1);
        assertThat(city.intersections().stream()
                        .filter(x -> x.groups().stream()
                                        .filter(g -> g.number() % 2 == 1)
                                        .count()
                                == 4))
                .hasSize(1);
        assertThat(city.intersections().stream().filter(x -> x.approaches().size() == 3))
                .hasSize(1);
        assertThat(city.intersections().stream()
                        .filter(x -> x.plans().stream().anyMatch(plan -> plan.kind() == SignalPlan.Kind.NIGHT_FLASH)))
                .hasSize(3);
    }

    @Test
    void sensorsStandWhereTheyAreWanted() {
        assertThat(count(Device.Kind.RADAR)).isGreaterThanOrEqualTo(8);
        assertThat(count(Device.Kind.CAMERA)).isGreaterThanOrEqualTo(6);
        assertThat(count(Device.Kind.AIR_QUALITY)).isEqualTo(2);
        assertThat(count(Device.Kind.RAIN_GAUGE)).isEqualTo(2);
        assertThat(count(Device.Kind.WATER_LEVEL)).isEqualTo(2);
        assertThat(city.devices().stream().filter(d -> d.kind() == Device.Kind.STOP_LINE_DETECTOR))
                .allSatisfy(d -> assertThat(d.speaksThrough()).isPresent());
    }

    @Test
    void theSettingsOfTheSimulationFitTheCity() {
        assertThat(SimulationSettings.read(FOLDER, city).inflow()).hasSize(17);
    }

    @Test
    void aFaultySettingIsNamed(@TempDir Path folder) throws IOException {
        String text = Files.readString(FOLDER.resolve("simulation.json"))
                .replace("\"b-hau-giang\"", "\"b-nowhere\"")
                .replace("\"missRate\": 0.04", "\"missRate\": 4");
        Files.writeString(folder.resolve("simulation.json"), text);
        assertThatThrownBy(() -> SimulationSettings.read(folder, city))
                .isInstanceOf(CityException.class)
                .hasMessageContaining("b-nowhere")
                .hasMessageContaining("missRate");
    }

    private long count(Device.Kind kind) {
        return city.devices().stream().filter(d -> d.kind() == kind).count();
    }
}
