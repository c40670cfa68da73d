package city.ioc.sim.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasureComparisonTest {
    private static final String HEADER = "TimeStamp,DeviceId,EventId,Services,Average_Split\n";

    @TempDir
    Path folder;

    @BeforeEach
    void aLogOfTwoSplits() throws IOException {
        StringBuilder log = new StringBuilder("2030-01-15 07:01:00,7,300,10\n2030-01-15 07:03:00,7,300,11\n");
        for (int minute = 0; minute < 15; minute++) log.append(String.format("2030-01-15 07:%02d:30,7,1,2\n", minute));
        Files.writeString(folder.resolve("events.csv"), log);
        Files.writeString(folder.resolve("detectors.csv"), "DeviceId,Phase,Function,Parameter\n");
        Files.createDirectories(folder.resolve("expected"));
    }

    private Map<String, Object> compare(String expected) throws IOException {
        Files.writeString(folder.resolve("expected/splits.csv"), expected);
        return MeasuresBench.compare(folder);
    }

    @Test
    void countsMustBeEqualAndAmountsWithinOnePerCent() throws IOException {
        assertThat(compare(HEADER + "2030-01-15 07:00:00,7,300,2,10.6\n"))
                .containsEntry("splits", Map.of("expected", 1, "ours", 1, "equal", 1, "differences", 0));
        assertThatThrownBy(() -> compare(HEADER + "2030-01-15 07:00:00,7,300,2,10.7\n"))
                .hasMessage("different: splits");
        assertThatThrownBy(() -> compare(HEADER + "2030-01-15 07:00:00,7,300,3,10.5\n"))
                .hasMessage("different: splits");
    }

    @Test
    void rowsAndHeadersMustBeTheSame() {
        assertThatThrownBy(() -> compare(HEADER)).hasMessage("different: splits");
        assertThatThrownBy(
                        () -> compare(HEADER + "2030-01-15 07:00:00,7,300,2,10.5\n2030-01-15 07:15:00,7,300,2,10.5\n"))
                .hasMessage("different: splits");
        assertThatThrownBy(() -> compare("TimeStamp,DeviceId\n2030-01-15 07:00:00,7\n"))
                .hasMessage("different: splits");
    }
}
