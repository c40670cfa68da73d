package city.ioc.measures.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class IndianaCsvTest {
    private static final IndianaCsv PLAIN = IndianaCsv.withoutHeader();

    @Test
    void aLineIsReadAndWrittenBack() {
        String text = "2030-01-15 23:59:59.900,12-a,82,5";
        IndianaCsv.Line line = PLAIN.read(text);
        assertThat(line.device()).isEqualTo("12-a");
        assertThat(line.event()).isEqualTo(new LogEvent(LogTime.parse("2030-01-15 23:59:59.9"), 82, 5));
        assertThat(IndianaCsv.write(line.device(), line.event())).isEqualTo(text);
    }

    @Test
    void timesAreReadInTheFormsThatLogsHave() {
        long at = LogTime.parse("2030-01-15 07:00:01.250");
        for (String text : List.of("2030-01-15T07:00:01.25", "2030-01-15 07:00:01.250999", "2030-01-15 07:00:01.2500"))
            assertThat(LogTime.parse(text)).as(text).isEqualTo(at);
        assertThat(LogTime.parse("2030-01-15")).isEqualTo(LogTime.parse("2030-01-15T00:00"));
        assertThat(LogTime.millis(at)).isEqualTo("2030-01-15 07:00:01.250");
        assertThat(LogTime.seconds(at)).isEqualTo("2030-01-15 07:00:01");
    }

    @Test
    void aHeaderMayPutTheColumnsInAnyOrder() {
        IndianaCsv format =
                IndianaCsv.ofHeader("DeviceId,EventId,Parameter,Note,TimeStamp").orElseThrow();
        assertThat(format.read("7,82,5,x,2030-01-15 07:00:00").event().code()).isEqualTo(82);
        assertThat(IndianaCsv.ofHeader("2030-01-15 07:00:00,7,82,5")).isEmpty();
        assertThatThrownBy(() -> IndianaCsv.ofHeader("TimeStamp,DeviceId,EventId"))
                .hasMessage("the header has no column Parameter");
    }

    @Test
    void cellsMayBeQuotedAndNumbersHaveADecimalPoint() {
        IndianaCsv format = IndianaCsv.ofHeader("\"TimeStamp\",\"DeviceId\",\"EventId\",\"Parameter\"")
                .orElseThrow();
        assertThat(format.read("\"2030-01-15 07:00:00\",\"7\",\"82.0\",\"5\""))
                .isEqualTo(PLAIN.read("2030-01-15 07:00:00.000,7,82,5"));
    }

    @Test
    void whatIsWrongWithALineIsSaid() {
        assertThatThrownBy(() -> PLAIN.read("2030-01-15 07:00:00,7,82")).hasMessage("has 3 columns instead of 4");
        assertThatThrownBy(() -> PLAIN.read("2030-02-30 07:00:00,7,82,5"))
                .hasMessage("TimeStamp is no date and time: \"2030-02-30 07:00:00\"");
        assertThatThrownBy(() -> PLAIN.read("yesterday,7,82,5")).hasMessageStartingWith("TimeStamp is no date");
        assertThatThrownBy(() -> PLAIN.read("2030-01-15 07:00:00,../etc,82,5"))
                .hasMessage("DeviceId is no name of a device: \"../etc\"");
        assertThatThrownBy(() -> PLAIN.read("2030-01-15 07:00:00,7,on,5"))
                .hasMessage("EventId is no whole number: \"on\"");
        assertThatThrownBy(() -> PLAIN.read("2030-01-15 07:00:00,7,40000,5"))
                .hasMessage("EventId must be 0..32767, but is 40000");
        assertThatThrownBy(() -> PLAIN.read("2030-01-15 07:00:00,7,82,-2"))
                .hasMessage("Parameter must be -1..65534, but is -2");
    }
}
