package city.ioc.sim.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogTest {
    @TempDir
    Path folder;

    @Test
    void readsPlainFilesAndCompressedOnesWhateverTheyAreCalled() throws IOException {
        EventLog plain = EventLog.read(RecordedStreet.write(folder, "a.gz", RecordedStreet.EVENTS, false));
        EventLog packed = EventLog.read(RecordedStreet.write(folder, "b.csv", RecordedStreet.EVENTS, true));
        assertThat(plain).isEqualTo(packed);
        assertThat(plain.device()).isEqualTo("915");
        assertThat(plain.lines())
                .hasSize(23)
                .startsWith(new EventLine(LocalDateTime.of(2024, 5, 13, 15, 0), 1, 2))
                .contains(new EventLine(LocalDateTime.of(2024, 5, 13, 15, 0, 0, 500_000_000), 82, 11));
        assertThat(plain.faultCount()).isZero();
    }

    @Test
    void keepsLinesThatRepeatAnotherExactly() throws IOException {
        EventLog log = EventLog.read(RecordedStreet.write(folder, "a.csv", RecordedStreet.EVENTS, false));
        assertThat(log.lines().stream().filter(line -> line.code() == 81)).hasSize(2);
    }

    @Test
    void keepsTheMinusOneOfAnEventWithoutParameter() throws IOException {
        String text = "2024-05-13 15:00:00.000,915,400,-1\n2024-05-13 15:00:00.000,915,400,-2\n";
        EventLog log = EventLog.read(RecordedStreet.write(folder, "a.csv", text, false));
        assertThat(log.lines()).containsExactly(new EventLine(LocalDateTime.of(2024, 5, 13, 15, 0), 400, -1));
        assertThat(log.faults()).containsExactly("line 2: Parameter must be -1..2147483647, but is -2");
    }

    @Test
    void namesEveryLineThatIsNoEventAndGoesOn() throws IOException {
        String text = """
                2024-05-13 15:00:00.000,915,1,2
                2024-05-13 25:00:00.000,915,1,2
                2024-05-13 15:00:01,915,one,2
                2024-05-13 15:00:01,915,1
                2024-05-13 15:00:01,916,1,2
                2024-05-13 15:00:01,915,40000,2
                2024-05-13T15:00:02.25,915,8,2
                """;
        EventLog log = EventLog.read(RecordedStreet.write(folder, "a.csv", text, false));
        assertThat(log.lines()).hasSize(2);
        assertThat(log.faultCount()).isEqualTo(5);
        assertThat(log.faults())
                .anyMatch(fault -> fault.startsWith("line 2: Text '2024-05-13 25:00:00.000' could not be parsed"))
                .contains(
                        "line 3: EventId is no whole number: \"one\"",
                        "line 4: has 3 columns instead of 4",
                        "line 5: is of device 916, the log of 915",
                        "line 6: EventId must be 0..32767, but is 40000");
    }

    @Test
    void aFileWithoutAnyEventIsRefused() {
        assertThatThrownBy(() -> EventLog.read(RecordedStreet.write(folder, "a.csv", "nothing\n", false)))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("holds no event; its first fault: line 1: has 1 columns instead of 4");
    }

    @Test
    void aDetectorTableKeepsTheRowsOfItsDeviceAndRefusesNonsense() throws IOException {
        Path file = RecordedStreet.write(folder, "d.csv", RecordedStreet.DETECTORS, false);
        assertThat(DetectorTable.read(file, "915").rows()).hasSize(5);
        Path bad = RecordedStreet.write(folder, "bad.csv", "915,two,Advance,3\n", false);
        assertThatThrownBy(() -> DetectorTable.read(bad, "915")).hasMessageContaining("line 1");
    }
}
