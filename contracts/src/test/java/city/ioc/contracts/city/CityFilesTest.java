package city.ioc.contracts.city;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cities written to a folder and read from it. */
class CityFilesTest {
    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsReadBackTheSame() throws IOException {
        City city = CityFiles.read(Path.of("../cities/vi-thanh"));
        CityFiles.write(folder.resolve("new"), city);
        assertThat(CityFiles.read(folder.resolve("new"))).isEqualTo(city);
    }

    @Test
    void writingOverAnotherCityLeavesNoneOfItsIntersections() throws IOException {
        City city = CityFiles.read(Path.of("../cities/vi-thanh"));
        CityFiles.write(folder, city);
        Files.writeString(folder.resolve("intersections/from-before.json"), "{}");
        Files.writeString(folder.resolve("simulation.json"), "{}");
        CityFiles.write(folder, city);
        assertThat(CityFiles.read(folder)).isEqualTo(city);
        assertThat(folder.resolve("simulation.json")).exists();
    }
}
