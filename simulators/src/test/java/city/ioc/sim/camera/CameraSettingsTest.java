package city.ioc.sim.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.ioc.contracts.city.City;
import city.ioc.contracts.city.CityException;
import city.ioc.contracts.city.CityFiles;
import city.ioc.contracts.street.Device;
import city.ioc.sim.traffic.StreetPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CameraSettingsTest {
    private static final Path VI_THANH =
            Path.of("..", "cities", "vi-thanh").toAbsolutePath().normalize();
    private static final City CITY = CityFiles.read(VI_THANH);

    @TempDir
    Path folder;

    @Test
    void everyCameraOfTheDemoCityHasAViewOverTheApproachItWatches() {
        CameraSettings settings = CameraSettings.read(VI_THANH, CITY);
        StreetPlan plan = StreetPlan.of(CITY);
        assertThat(settings.cameras().stream().map(CameraView::device))
                .containsExactlyInAnyOrderElementsOf(CITY.devices().stream()
                        .filter(device -> device.kind() == Device.Kind.CAMERA)
                        .map(Device::id)
                        .toList());
        for (CameraView view : settings.cameras())
            assertThat(CameraSettings.roadOf(view.device(), CITY, plan)).isPresent();
    }

    @Test
    void aCityWithoutTheFileHasNoPictures() {
        assertThat(CameraSettings.read(folder, CITY).cameras()).isEmpty();
    }

    @Test
    void whatIsWrongIsNamed() throws IOException {
        write("{\"schema\": 1, \"cloud\": 0, \"rain\": 0, \"cameras\": [" + camera("vt-99-cam", 62) + ","
                + camera("vt-01-ctl", 62) + "]}");
        assertThatThrownBy(() -> CameraSettings.read(folder, CITY))
                .isInstanceOf(CityException.class)
                .hasMessageContaining("no camera vt-99-cam in the city")
                .hasMessageContaining("no camera vt-01-ctl in the city");
        write("{\"schema\": 1, \"cloud\": 0, \"rain\": 0, \"cameras\": [" + camera("vt-01-cam-sw", 170) + "]}");
        assertThatThrownBy(() -> CameraSettings.read(folder, CITY))
                .hasMessageContaining("fieldOfViewDeg must be 5..110");
    }

    private static String camera(String device, int fieldOfView) {
        return "{\"device\": \"" + device + "\", \"alongM\": -16, \"rightM\": 5, \"heightM\": 6.5, \"aimAlongM\": 2,"
                + " \"aimRightM\": 3.5, \"fieldOfViewDeg\": " + fieldOfView
                + ", \"widthPx\": 640, \"heightPx\": 480}";
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve("simulated-cameras.json"), text);
    }
}
