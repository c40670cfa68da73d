package city.ioc.sim.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CityEndTest {
    @TempDir
    Path parent;

    @Test
    void endsTheProcessAndRemovesTheFolder() throws IOException {
        Path folder = folder();
        CityEnd end = new CityEnd(folder);
        Process process = end.start(new ProcessBuilder("sleep", "600"));
        assertThat(process.isAlive()).isTrue();
        end.close();
        assertThat(process.isAlive()).isFalse();
        assertThat(folder).doesNotExist();
    }

    @Test
    void afterTheEndNothingIsStartedAnyMore() throws IOException {
        CityEnd end = new CityEnd(folder());
        end.close();
        end.close();
        assertThatThrownBy(() -> end.start(new ProcessBuilder("sleep", "600")))
                .hasMessageContaining("the bench is being ended");
    }

    private Path folder() throws IOException {
        Path folder = Files.createDirectories(parent.resolve("city/log"));
        Files.writeString(folder.resolve("core.log"), "ready");
        return parent.resolve("city");
    }
}
