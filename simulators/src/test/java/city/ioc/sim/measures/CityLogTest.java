package city.ioc.sim.measures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.ioc.contracts.city.City;
import city.ioc.contracts.city.CityFiles;
import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.city.Site;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.measures.log.DetectorFunction;
import city.ioc.measures.log.IndianaCsv;
import city.ioc.measures.log.LogTime;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CityLogTest {
    private static final Instant NOW = Instant.parse("2030-01-15T00:30:00Z");
    private final List<String> asked = new ArrayList<>();

    private JsonNode answer(String path) throws IOException {
        asked.add(path);
        if (path.equals("/city")) return json("{'timeZone': 'Asia/Ho_Chi_Minh'}");
        if (path.equals("/intersections/vt-13")) {
            City city = CityFiles.read(Path.of("../cities/vi-thanh"));
            IntersectionId id = new IntersectionId("vt-13");
            return CityJson.mapper()
                    .valueToTree(new Site(
                            city.intersections().stream()
                                    .filter(each -> each.id().equals(id))
                                    .findFirst()
                                    .orElseThrow(),
                            city.listDevicesAt(id)));
        }
        if (path.endsWith("&cursor=a%2Fb"))
            return json("{'items': [{'at': '2030-01-15T00:00:02.300Z', 'code': 90, 'parameter': 9}]}");
        if (path.contains("/signal-events?"))
            return json("{'next': 'a/b', 'items': [{'at': '2030-01-15T00:00:01Z', 'code': 1, 'parameter': 2},"
                    + " {'at': '2030-01-15T00:00:02Z', 'code': 400, 'parameter': 70000}]}");
        throw new IOException("GET " + path + " was answered 404");
    }

    private static JsonNode json(String text) throws IOException {
        return CityJson.mapper().readTree(text.replace('\'', '"'));
    }

    private CityLog log() {
        return new CityLog(this::answer, () -> NOW, "vt-13");
    }

    @Test
    void theCitysLogComesPageByPageInLocalTimeAndPressesByTheGroupOfTheirButton() {
        List<String> lines = new ArrayList<>();
        EventFile.Reading reading = log().read(
                        Long.MIN_VALUE,
                        Long.MAX_VALUE,
                        line -> lines.add(IndianaCsv.write(line.device(), line.event())));
        assertThat(lines).containsExactly("2030-01-15 07:00:01.000,vt-13,1,2", "2030-01-15 07:00:02.300,vt-13,90,12");
        assertThat(reading.events()).isEqualTo(3);
        assertThat(reading.faults().named()).containsExactly("line 2: Parameter must be -1..65534, but is 70000");
        assertThat(asked)
                .as("the last hour")
                .contains(
                        "/intersections/vt-13/signal-events?from=2030-01-14T23:30:00Z&to=2030-01-15T00:30:00Z&limit=5000");
        assertThat(log().detectors().groups(DetectorFunction.ADVANCE)).contains(2, 4, 6, 8);
    }

    @Test
    void timesAskedForAreTheCitys() {
        log().read(LogTime.parse("2030-01-15T06:00"), LogTime.parse("2030-01-15T07:00"), line -> {});
        assertThat(asked)
                .contains(
                        "/intersections/vt-13/signal-events?from=2030-01-14T23:00:00Z&to=2030-01-15T00:00:00Z&limit=5000");
    }

    @Test
    void withoutACityOrWithAnUnknownIntersectionTheReasonIsSaid() {
        assertThatThrownBy(() -> CityLog.of("vt-13", Map.of())).hasMessage("no city runs; start one with ./ioc up");
        assertThatThrownBy(() -> new CityLog(this::answer, () -> NOW, "vt-99"))
                .isInstanceOf(MeasuresException.class)
                .hasMessage("GET /intersections/vt-99 was answered 404");
        assertThatThrownBy(() -> new CityLog(this::answer, () -> NOW, "../x")).hasMessageContaining("no name");
    }
}
