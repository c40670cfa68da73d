package city.ioc.api;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.street.Device;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * SensorThings with 360 readings of one loop, ten seconds each, with i modulo 7 vehicles, one of a sensor of the air, and a second loop
 * that a test may let measure. One for all test classes that ask for it.
 */
final class ThingsRig implements AutoCloseable {
    static final String BASE = "/sta/v1.1";

    final TestDatabase database;
    final TestApi api;
    final String loop;
    final String site;
    final String secondLoop;

    /** Gives the rig to whoever has it as a parameter. */
    static final class Extension implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == ThingsRig.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(ThingsRig.class))
                    .getOrComputeIfAbsent(ThingsRig.class, type -> started(), ThingsRig.class);
        }

        private static ThingsRig started() {
            try {
                return new ThingsRig();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private ThingsRig() throws Exception {
        database = new TestDatabase();
        api = new TestApi(database.config(), Optional.empty(), TestApi.usualLimits());
        List<Device> loops = of(Device.Kind.STOP_LINE_DETECTOR);
        Device air = of(Device.Kind.AIR_QUALITY).getFirst();
        loop = loops.getFirst().id().value();
        site = loops.getFirst().site().value();
        secondLoop = loops.get(1).id().value();
        database.execute("insert into device (code, site, kind) values ('" + loop + "', '" + site
                + "', 'STOP_LINE_DETECTOR'), ('" + secondLoop + "', '"
                + loops.get(1).site() + "', 'STOP_LINE_DETECTOR'), ('" + air.id() + "', '" + air.site()
                + "', 'AIR_QUALITY'), ('gone', 'gone', 'RADAR')");
        database.execute(
                "insert into detector_reading (time, device, message, idx, interval_ms, vehicles, occupancy, queue_m)"
                        + " select timestamptz '2026-11-20T07:00:00Z' + i * interval '10 seconds', d.id,"
                        + " (7::bigint << 32) + i, 0, 10000, i % 7, 0.35, 5"
                        + " from generate_series(1, 360) i, device d where d.code in ('" + loop + "', 'gone')");
        database.execute(
                "insert into environment_reading select timestamptz '2026-11-20T07:00:00Z', id, (7::bigint << 32) + 1, 0,"
                        + " 'pm2_5_ug_m3', 17.5 from device where code = '" + air.id() + "'");
        TestApi.until("database up", () -> status("/Observations?$top=1") == 200);
    }

    private List<Device> of(Device.Kind kind) {
        return api.city.devices().stream().filter(each -> each.kind() == kind).toList();
    }

    /** Lets the second loop see two vehicles at a time. */
    void secondLoopMeasures(String time, int message) {
        try {
            database.execute(
                    "insert into detector_reading (time, device, message, idx, interval_ms, vehicles, occupancy)"
                            + " select timestamptz '" + time + "', id, " + message
                            + ", 0, 10000, 2, 0.1 from device where code = '" + secondLoop + "'");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    int status(String path) {
        try {
            return ask(path).statusCode();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    HttpResponse<String> ask(String path) throws Exception {
        int question = path.indexOf('?');
        String encoded = question < 0
                ? path
                : path.substring(0, question + 1)
                        + URLEncoder.encode(path.substring(question + 1), StandardCharsets.UTF_8)
                                .replace("%3D", "=")
                                .replace("%26", "&")
                                .replace("+", "%20");
        return api.send(api.request(BASE + encoded));
    }

    JsonNode get(String path) throws Exception {
        HttpResponse<String> response = ask(path);
        assertThat(response.statusCode()).as(path + ": " + response.body()).isEqualTo(200);
        return TestApi.json(response);
    }

    JsonNode follow(String address) throws Exception {
        HttpResponse<String> response = api.send(HttpRequest.newBuilder(URI.create(address)));
        assertThat(response.statusCode()).as(address + ": " + response.body()).isEqualTo(200);
        return TestApi.json(response);
    }

    /** How many a question counts; all of them come in one page. */
    long count(String path) throws Exception {
        JsonNode page = get(path + "&$count=true&$top=1000");
        assertThat(page.path("value").size()).isEqualTo(page.path("@iot.count").asInt());
        return page.path("@iot.count").asLong();
    }

    /** What is refused, by the name of what is wrong. */
    void refuses(String path, int status, String pointer) throws Exception {
        HttpResponse<String> response = ask(path);
        assertThat(response.statusCode()).as(path + ": " + response.body()).isEqualTo(status);
        assertThat(TestApi.json(response).path("errors").get(0).path("pointer").asText())
                .as(path)
                .isEqualTo(pointer);
    }

    String stream(String property) {
        return "/Datastreams('" + loop + "." + property + "')";
    }

    @Override
    public void close() throws Exception {
        api.close();
        database.close();
    }
}
