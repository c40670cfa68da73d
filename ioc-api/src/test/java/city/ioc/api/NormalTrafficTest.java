package city.ioc.api;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.api.http.Role;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.Intersection;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A day beside a normal one, and the next hour: after weeks of 1,200 vehicles an hour the last half day had a fifth more. */
@Tag("slow")
class NormalTrafficTest {
    private static TestDatabase database;
    private static TestApi api;
    private static Intersection place;
    private static Device stopLine;

    @BeforeAll
    static void start() throws Exception {
        database = new TestDatabase();
        api = new TestApi(database.config(), Optional.empty(), TestApi.usualLimits());
        stopLine = api.city.devices().stream()
                .filter(each -> each.kind() == Device.Kind.STOP_LINE_DETECTOR)
                .findFirst()
                .orElseThrow();
        place = api.city.findIntersection(stopLine.site()).orElseThrow();
        database.execute("insert into device (code, site, kind) values ('" + stopLine.id() + "', '" + place.id()
                + "', 'STOP_LINE_DETECTOR')");
        String buckets = " from generate_series(date_bin('5 minutes', now() - interval '36 days', 'epoch'), now(),"
                + " '5 minutes') t";
        String vehicles = "case when t > now() - interval '12 hours' then 120 else 100 end";
        database.execute("insert into intersection_flow_5m (bucket, intersection, vehicles, pcu, detectors, expected)"
                + " select t, '" + place.id() + "', " + vehicles + ", 50, 4, 4" + buckets);
        database.execute("insert into flow_5m (bucket, device, measured_ms, vehicles, pcu) select t, 1, 300000, "
                + vehicles + ", 50" + buckets);
        // on a day of the past half of the detectors were silent
        database.execute(
                "update intersection_flow_5m set detectors = 2 where (bucket at time zone 'Asia/Ho_Chi_Minh')::date = '"
                        + daysAgo(2) + "'");
        TestApi.until("database up", NormalTrafficTest::isDatabaseUp);
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
        database.close();
    }

    private static LocalDate daysAgo(int days) {
        return LocalDate.now(api.city.timeZone()).minusDays(days);
    }

    private static boolean isDatabaseUp() {
        try {
            return api.get("/api/v1/alarms", Role.OPERATOR).statusCode() == 200;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode get(String path) throws Exception {
        HttpResponse<String> response = api.get("/api/v1" + path, Role.OPERATOR);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return TestApi.json(response);
    }

    private static List<JsonNode> points(JsonNode answer) {
        return StreamSupport.stream(answer.get("points").spliterator(), false).toList();
    }

    private static List<String> places() {
        return List.of(
                "/city",
                "/intersections/" + place.id(),
                "/intersections/" + place.id() + "/approaches/"
                        + stopLine.approach().orElseThrow(),
                "/detectors/" + stopLine.id());
    }

    @Test
    void aDayStandsBesideANormalOneOfItsKind() throws Exception {
        for (String path : places()) {
            JsonNode day = get(path + "/flows/normal");
            assertThat(day.get("date").asText()).isEqualTo(daysAgo(0).toString());
            assertThat(day.get("days").size()).as(path).isGreaterThanOrEqualTo(3);
            List<JsonNode> points = points(day);
            assertThat(points).hasSize(96).allSatisfy(each -> {
                assertThat(each.get("normal").asDouble()).isEqualTo(1200);
                assertThat(each.get("low").asDouble()).isLessThan(1200);
                assertThat(each.get("high").asDouble()).isGreaterThan(1200);
            });
        }
    }

    @Test
    void deviationIsToldWhereADayWasMeasured() throws Exception {
        List<JsonNode> points = points(get("/city/flows/normal?date=" + daysAgo(3)));
        assertThat(points).allSatisfy(each -> {
            assertThat(each.get("measured").asDouble()).isEqualTo(1200);
            assertThat(each.get("deviation").asDouble()).isZero();
        });
        assertThat(points(get("/city/flows/normal?date=" + daysAgo(-7))))
                .allSatisfy(each -> assertThat(each.has("measured")).isFalse());
    }

    @Test
    void aPlaceOfWhichHalfTheDetectorsAreSilentIsNotMeasured() throws Exception {
        assertThat(points(get("/city/flows/normal?date=" + daysAgo(2))))
                .allSatisfy(each -> assertThat(each.has("measured")).isFalse());
    }

    @Test
    void theNextHourIsForecastWithItsBand() throws Exception {
        for (String path : places()) {
            JsonNode forecast = get(path + "/flows/forecast");
            assertThat(forecast.has("missing")).isFalse();
            List<JsonNode> points = points(forecast);
            assertThat(points).as(path).hasSize(4);
            assertThat(points.getFirst().get("start").asText())
                    .isEqualTo(forecast.get("from").asText());
            for (JsonNode each : points) {
                assertThat(each.get("flow").asDouble()).isBetween(1350.0, 1440.0);
                assertThat(each.get("low").asDouble())
                        .isLessThan(each.get("flow").asDouble());
                assertThat(each.get("high").asDouble())
                        .isGreaterThan(each.get("flow").asDouble());
            }
        }
    }

    @Test
    void withoutHistoryThereIsNoForecastAndItSaysWhy() throws Exception {
        Intersection other = api.city.intersections().stream()
                .filter(each -> !each.id().equals(place.id()))
                .findFirst()
                .orElseThrow();
        JsonNode forecast = get("/intersections/" + other.id() + "/flows/forecast");
        assertThat(forecast.get("missing").asText()).isEqualTo("HISTORY");
        assertThat(points(forecast)).isEmpty();
    }

    @Test
    void tetIsCalledByItsName() throws Exception {
        JsonNode day = get("/city/flows/normal?date=2026-02-17");
        assertThat(day.get("kind").asText()).isEqualTo("TET");
        assertThat(day.get("holiday").get("vi").asText()).isEqualTo("Tết Nguyên đán");
        assertThat(day.get("days")).isEmpty();
    }

    @Test
    void aWrongDayIsRefused() throws Exception {
        HttpResponse<String> refused = api.get("/api/v1/city/flows/normal?date=2026-02-30", Role.OPERATOR);
        assertThat(refused.statusCode()).isEqualTo(400);
    }
}
