package city.ioc.sim.bench;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scenarios that cannot be run end the bench with a sentence; {@link BenchMain} prints it and ends with code 1. */
class SignalsBenchTest {
    @TempDir
    Path folder;

    @Test
    void aFolderThatIsNoScenarioIsRefusedInWords() throws IOException {
        assertThatThrownBy(() -> run(folder.resolve("nowhere")))
                .isInstanceOf(BenchException.class)
                .hasMessage("there is no folder " + folder.resolve("nowhere"));
        Path net = folder.resolve("no.net.xml");
        Files.writeString(folder.resolve("x.sumocfg"), "<configuration><n value='no.net.xml'/></configuration>");
        assertThatThrownBy(() -> run(folder)).isInstanceOf(BenchException.class).hasMessage("there is no file " + net);
    }

    private void run(Path scenario) {
        BenchContext context =
                BenchContext.from(Map.of("IOC_HOME", folder.resolve("state").toString()));
        new SignalsBench().run(context, List.of("--scenario", scenario.toString()));
    }
}
