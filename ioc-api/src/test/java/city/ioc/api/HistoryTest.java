package city.ioc.api;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.api.http.Role;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.Intersection;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** History as the database has it: pages that add up, gaps that are gaps, and a database that goes and comes back. */
@Tag("slow")
class HistoryTest {
    private static final String DAY = "2026-11-20T";

    private static TestDatabase database;
    private static TestApi api;
    private static Intersection place;
    private static String controller;
    private static String stopLine;
    private static String radar;
    private static String sensor;

    @BeforeAll
    static void start() throws Exception {
        database = new TestDatabase();
        api = new TestApi(database.config(), Optional.empty(), TestApi.usualLimits());
        radar = device(Device.Kind.RADAR);
        place = api.city.intersections().stream()
                .filter(each -> api.city.listDevicesAt(each.id()).stream()
                        .anyMatch(one -> one.id().value().equals(radar)))
                .findFirst()
                .orElseThrow();
        controller = place.controller().value();
        stopLine = api.city.listDevicesAt(place.id()).stream()
                .filter(each -> each.kind() == Device.Kind.STOP_LINE_DETECTOR)
                .findFirst()
                .orElseThrow()
                .id()
                .value();
        sensor = device(Device.Kind.AIR_QUALITY);
        database.execute("insert into device (code, site, kind) values ('" + controller + "', '" + place.id()
                + "', 'CONTROLLER'), ('" + stopLine + "', '" + place.id() + "', 'STOP_LINE_DETECTOR'), ('" + radar
                + "', '" + place.id() + "', 'RADAR'), ('" + sensor + "', 'x', 'AIR_QUALITY')");
        // 1,000 events, two of each message, some lines exactly alike but for their identity
        database.execute(
                "insert into signal_event select timestamptz '" + DAY + "07:00:00Z' + (i / 4) * interval '1 second',"
                        + " " + number(controller)
                        + ", (7::bigint << 32) + i / 2 + 1, i % 2, case when i % 3 = 0 then 82 else 1 end, i % 4"
                        + " from generate_series(0, 999) i");
        TestApi.until("database up", () -> status("/api/v1/alarms") == 200);
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
        database.close();
    }

    private static String device(Device.Kind kind) {
        return api.city.devices().stream()
                .filter(each -> each.kind() == kind)
                .findFirst()
                .orElseThrow()
                .id()
                .value();
    }

    private static String number(String code) {
        return "(select id from device where code = '" + code + "')";
    }

    private static int status(String path) {
        try {
            return api.get(path, Role.OPERATOR).statusCode();
        } catch (java.io.IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode get(String path) throws Exception {
        HttpResponse<String> response = api.get("/api/v1" + path, Role.OPERATOR);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return TestApi.json(response);
    }

    private static List<JsonNode> all(String path) throws Exception {
        List<JsonNode> items = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            JsonNode page = get(path + cursor.map(text -> "&cursor=" + text).orElse(""));
            page.get("items").forEach(items::add);
            cursor = Optional.ofNullable(page.get("next")).map(JsonNode::asText);
        } while (cursor.isPresent());
        return items;
    }

    private static String events(String more) {
        return "/intersections/" + place.id() + "/signal-events" + more;
    }

    @Test
    void pagesOfEventsHoldEveryLineOnceInBothOrders() throws Exception {
        String range = "?from=" + DAY + "06:00:00Z&to=" + DAY + "08:00:00Z&limit=77";
        List<JsonNode> up = all(events(range));
        assertThat(up).hasSize(1000);
        assertThat(new HashSet<>(up)).hasSize(1000);
        assertThat(up).extracting(event -> event.get("at").asText()).isSorted();
        List<JsonNode> down = all(events(range + "&order=desc"));
        assertThat(down.reversed()).isEqualTo(up);
        assertThat(up.getFirst().path("name").asText()).isEqualTo("DETECTOR_ON");
        assertThat(up.getFirst().path("session").asLong()).isEqualTo(7);
    }

    @Test
    void eventsAreCountedAndChosenByCode() throws Exception {
        assertThat(get(events("/count")).get("count").asInt()).isEqualTo(1000);
        assertThat(get(events("/count?from=" + DAY + "07:00:00Z&to=" + DAY + "07:00:10Z"))
                        .get("count")
                        .asInt())
                .isEqualTo(40);
        String range = "?from=" + DAY + "06:00:00Z&to=" + DAY + "08:00:00Z&limit=5000";
        assertThat(all(events(range + "&code=82"))).hasSize(334);
        assertThat(all(events(range + "&code=82,1"))).hasSize(1000);
        assertThat(all(events(range + "&code=8"))).isEmpty();
    }

    @Test
    void aBucketWithoutMeasurementIsAGapAndNotAZero() throws Exception {
        database.execute("insert into flow_5m values ('" + DAY + "07:00:00Z', " + number(stopLine)
                + ", 300000, 50, 14.5, 0.2, 31, null, null, null, null, null, null, null), ('" + DAY + "07:10:00Z', "
                + number(stopLine) + ", 150000, 0, 0, 0, null, null, null, null, null, null, null, null)");
        JsonNode points = get("/detectors/" + stopLine + "/flows?bucket=5m&from=" + DAY + "07:00:00Z&to=" + DAY
                        + "07:15:00Z")
                .get("points");
        assertThat(points).hasSize(3);
        assertThat(points.at("/0/flowVehPerHour").asDouble()).isEqualTo(600);
        assertThat(points.at("/0/flowPcuPerHour").asDouble()).isEqualTo(174);
        assertThat(points.at("/0/meanSpeedKmh").asDouble()).isEqualTo(31);
        assertThat(points.get(1).get("gap").asBoolean()).isTrue();
        assertThat(points.get(1).has("vehicles")).isFalse();
        assertThat(points.at("/2/gap").asBoolean()).isFalse();
        assertThat(points.at("/2/vehicles").asInt()).isZero();
        assertThat(points.at("/2/measuredS").asDouble()).isEqualTo(150);
        assertThat(points.get(2).has("meanSpeedKmh")).isFalse();
    }

    @Test
    void anIntersectionsFlowHasDelayDetectorsAndClasses() throws Exception {
        database.execute("insert into intersection_flow_5m values ('" + DAY + "17:00:00Z', '" + place.id()
                + "', 100, 30, 0.3, 25, 12, 40, 'D', 3, 4), ('" + DAY + "17:05:00Z', '" + place.id()
                + "', 300, 90, 0.5, 15, 30, 60, 'E', 4, 4)");
        database.execute("insert into intersection_flow_1h select * from intersection_hours('" + DAY + "17:00:00Z', '"
                + DAY + "18:00:00Z', null)");
        database.execute("insert into flow_1h values ('" + DAY + "17:00:00Z', " + number(radar)
                + ", 3600000, 400, 120, 0.4, 20, null, 320, 10, 60, 5, 3, 2)");
        String hour = "?bucket=1h&from=" + DAY + "17:00:00Z&to=" + DAY + "18:00:00Z";
        JsonNode point = get("/intersections/" + place.id() + "/flows" + hour).at("/points/0");
        assertThat(point.get("vehicles").asInt()).isEqualTo(400);
        assertThat(point.get("measuredS").asDouble()).isEqualTo(600);
        assertThat(point.get("flowVehPerHour").asDouble()).isEqualTo(2400);
        assertThat(point.get("delayS").asDouble()).isEqualTo(55);
        assertThat(point.get("levelOfService").asText()).isEqualTo("D");
        assertThat(point.get("detectors").asInt()).isEqualTo(3);
        assertThat(point.get("detectorsExpected").asInt()).isEqualTo(4);
        assertThat(point.at("/byClass/motorcycles").asInt()).isEqualTo(320);
        // 17:00 UTC is midnight here: the bucket belongs to the 21st
        JsonNode days = get("/intersections/" + place.id() + "/flows?bucket=1d&from=" + DAY + "00:00:00Z&to=" + DAY
                        + "23:00:00Z")
                .get("points");
        assertThat(days).hasSize(2);
        assertThat(days.at("/0/gap").asBoolean()).isTrue();
        assertThat(days.at("/1/start").asText()).isEqualTo(DAY + "17:00:00Z");
        assertThat(days.at("/1/vehicles").asInt()).isEqualTo(400);
    }

    @Test
    void readingsComeAsTheirKindOfDeviceReportsThem() throws Exception {
        database.execute("insert into detector_reading (time, device, message, idx, interval_ms, vehicles, occupancy)"
                + " select timestamptz '" + DAY + "07:00:00Z' + i * interval '10 seconds', " + number(stopLine)
                + ", (9::bigint << 32) + i + 1, 0, 10000, i, 0.15 from generate_series(0, 9) i");
        database.execute("insert into environment_reading values ('" + DAY + "07:00:00Z', " + number(sensor)
                + ", (9::bigint << 32) + 1, 0, 'pm2_5_ug_m3', 37.5)");
        database.execute("insert into controller_report values ('" + DAY + "07:00:00Z', " + number(controller)
                + ", (9::bigint << 32) + 1, 'COMMANDED', 'A', false, null, 'c-1', 'ACCEPTED', null)");
        String range = "/readings?from=" + DAY + "06:00:00Z&to=" + DAY + "08:00:00Z&limit=4";
        List<JsonNode> readings = all("/devices/" + stopLine + range);
        assertThat(readings)
                .extracting(each -> each.get("vehicles").asInt())
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(readings.getFirst().get("occupancy").asDouble()).isEqualTo(0.15);
        assertThat(readings.getFirst().has("meanSpeedKmh")).isFalse();
        assertThat(all("/devices/" + sensor + range).getFirst().get("metric").asText())
                .isEqualTo("pm2_5_ug_m3");
        assertThat(all("/devices/" + controller + range).getFirst().get("mode").asText())
                .isEqualTo("COMMANDED");
    }

    @Test
    void placesAddUpAndSayHowMuchOfThemWasSeen() throws Exception {
        var corridor = api.city.corridors().getFirst();
        var one = corridor.intersections().get(0);
        var two = corridor.intersections().get(1);
        // Of the second five minutes one intersection told nothing.
        database.execute("insert into intersection_flow_5m values ('2026-02-03T07:00:00Z', '" + one
                + "', 10, 4, 0.1, 20, 5, 10, 'B', 3, 4), ('2026-02-03T07:00:00Z', '" + two
                + "', 30, 12, 0.3, 40, 9, 30, 'C', 4, 4), ('2026-02-03T07:05:00Z', '" + one
                + "', 10, 4, 0.1, 20, 5, 10, 'B', 4, 4)");
        database.execute("insert into intersection_flow_1h"
                + " select * from intersection_hours('2026-02-03', '2026-02-04', array['" + one + "', '" + two + "'])");
        String range = "/flows?from=2026-02-03T07:00:00Z&to=2026-02-03T08:00:00Z";
        JsonNode points = get("/corridors/" + corridor.id() + range).get("points");
        assertThat(points).hasSize(12);
        JsonNode both = points.get(0);
        assertThat(both.get("vehicles").asInt()).isEqualTo(40);
        assertThat(both.get("meanSpeedKmh").asDouble()).isEqualTo(35);
        assertThat(both.get("delayS").asDouble()).isEqualTo(25);
        assertThat(both.get("detectors").asInt()).isEqualTo(7);
        assertThat(both.get("detectorsExpected").asInt()).isEqualTo(8);
        assertThat(points.get(1).get("detectors").asInt()).isEqualTo(4);
        assertThat(points.get(1).get("detectorsExpected").asInt()).isEqualTo(8);
        assertThat(points.get(2).get("gap").asBoolean()).isTrue();
        JsonNode hour = get("/city" + range + "&bucket=1h").at("/points/0");
        assertThat(hour.get("vehicles").asInt()).isEqualTo(50);
        assertThat(hour.get("measuredS").asDouble()).isEqualTo(600);
        assertThat(hour.get("delayS").asDouble()).isEqualTo(22);
        String ward = api.city.findIntersection(one).orElseThrow().ward();
        assertThat(get("/wards/" + ward + range + "&bucket=1d")
                        .at("/points/0/vehicles")
                        .asInt())
                .isGreaterThanOrEqualTo(20);
    }

    @Test
    void anApproachIsWhatItsStopLinesCount() throws Exception {
        Device loop = api.city.devices().stream()
                .filter(each -> each.id().value().equals(stopLine))
                .findFirst()
                .orElseThrow();
        database.execute("insert into flow_5m values ('2026-02-04T07:00:00Z', " + number(stopLine)
                + ", 300000, 50, 14.5, 0.2, 31, null, null, null, null, null, null, null)");
        String there = "/intersections/" + loop.site() + "/approaches/";
        String range = "/flows?from=2026-02-04T07:00:00Z&to=2026-02-04T07:05:00Z";
        assertThat(get(there + loop.approach().orElseThrow() + range)
                        .at("/points/0/vehicles")
                        .asInt())
                .isEqualTo(50);
        assertThat(api.get("/api/v1" + there + "nowhere" + range, Role.OPERATOR).body())
                .contains("has no approach nowhere; it has");
    }

    @Test
    void placesThatAreNotThereAndMinutesOfThemAreRefused() {
        for (String unknown : List.of("/corridors/none/flows", "/wards/none/flows"))
            assertThat(status("/api/v1" + unknown)).isEqualTo(404);
        assertThat(status("/api/v1/city/flows?bucket=1m")).isEqualTo(400);
    }

    @Test
    void whatACameraCountedAndHowItWasAreOneListInTime() throws Exception {
        String camera = api.city.devices().stream()
                .filter(each -> each.kind() == Device.Kind.CAMERA)
                .skip(1)
                .findFirst()
                .orElseThrow()
                .id()
                .value();
        database.execute("insert into device (code, site, kind) values ('" + camera + "', 'x', 'CAMERA')");
        String when = "timestamptz '" + DAY + "07:00:00Z' + i * interval '10 seconds', " + number(camera);
        database.execute("insert into detector_reading (time, device, message, idx, interval_ms, vehicles) select "
                + when + ", (9::bigint << 32) + 2 * i + 1, 0, 10000, i from generate_series(0, 9) i");
        database.execute("insert into device_report select " + when
                + ", (9::bigint << 32) + 2 * i + 2, true, null, null from generate_series(0, 9) i");
        String range = "/devices/" + camera + "/readings?from=" + DAY + "06:00:00Z&to=" + DAY + "08:00:00Z&limit=3";
        List<JsonNode> up = all(range);
        assertThat(up).hasSize(20);
        assertThat(up.subList(0, 4))
                .extracting(each -> each.get("type").asText())
                .containsExactly("DETECTOR", "REPORT", "DETECTOR", "REPORT");
        assertThat(all(range + "&order=desc").reversed()).isEqualTo(up);
    }

    @Test
    void platesAreListedMaskedAndWhoAskedIsRecorded() throws Exception {
        String camera = device(Device.Kind.CAMERA);
        database.execute("insert into device (code, site, kind) values ('" + camera + "', 'x', 'CAMERA')");
        database.execute("insert into plate_sighting select timestamptz '" + DAY
                + "07:00:00Z' + i * interval '1 second', " + number(camera)
                + ", (7::bigint << 32) + i, 0, i, 'MOTORCYCLE', '95B1' || (12340 + i), 'TWO_LINE', 0.99, true, 3,"
                + " '{\"95B177777\": 0.1}', 'sw', 'AWAY' from generate_series(0, 6) i");
        String range = "/plate-sightings?from=" + DAY + "06:00:00Z&to=" + DAY + "08:00:00Z&limit=3";
        List<JsonNode> plates = all("/devices/" + camera + range);
        assertThat(plates)
                .extracting(each -> each.get("plate").asText())
                .containsExactly(
                        "95******6", "95******5", "95******4", "95******3", "95******2", "95******1", "95******0");
        assertThat(plates.toString()).doesNotContain("1234").doesNotContain("777");
        assertThat(plates.getFirst().get("alternatives").asInt()).isEqualTo(1);
        assertThat(status("/api/v1/devices/" + radar + range)).isEqualTo(404);
        TestApi.until("every page recorded", () -> lookUps().size() == 3);
        assertThat(lookUps().get(0).get("target").asText()).isEqualTo(camera);
        assertThat(lookUps().get(0).at("/detail/rows").asText()).isEqualTo("1");
    }

    private static JsonNode lookUps() {
        try {
            return TestApi.json(api.get("/api/v1/audit?action=LIST_PLATES", Role.ADMINISTRATOR))
                    .get("items");
        } catch (java.io.IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void alarmsAreChosenByStateAndHaveTheirHistory() throws Exception {
        database.execute(
                "insert into alarm select 'a-' || i, 'DEVICE_SILENT', 'MEDIUM', 'vt-01', 'd-' || i, '{\"s\":\"30\"}',"
                        + " i % 2 = 0, i % 4 >= 2, timestamptz '" + DAY
                        + "07:00:00Z' + i * interval '1 second', null, null, null,"
                        + " null, null, 1 from generate_series(0, 19) i");
        database.execute("insert into alarm_history values ('a-3', '" + DAY + "07:00:03Z', 'RAISED', 'core', null),"
                + " ('a-3', '" + DAY + "07:01:00Z', 'NOTED', 'operator', 'xem lại')");
        assertThat(all("/alarms?limit=3&state=all")).hasSize(20);
        assertThat(all("/alarms?limit=3&state=active")).hasSize(10);
        assertThat(all("/alarms?limit=3&state=cleared")).hasSize(10);
        assertThat(all("/alarms?limit=3"))
                .hasSize(15)
                .allMatch(alarm -> alarm.get("active").asBoolean()
                        || !alarm.get("acknowledged").asBoolean());
        assertThat(all("/alarms?state=all&limit=7").getFirst().get("id").asText())
                .isEqualTo("a-19");
        assertThat(all("/alarms?severity=CRITICAL&limit=7")).isEmpty();
        JsonNode one = get("/alarms/a-3");
        assertThat(one.at("/alarm/values/s").asText()).isEqualTo("30");
        assertThat(one.at("/history/1/note").asText()).isEqualTo("xem lại");
        assertThat(status("/api/v1/alarms/a-99")).isEqualTo(404);
    }

    @Test
    void decisionsOverridesAndIncidentsAreListedNewestFirst() throws Exception {
        database.execute(
                "insert into decision select timestamptz '" + DAY + "07:00:00Z' + (i / 2) * interval '1 second', '"
                        + place.id()
                        + "', 'd-' || lpad(i::text, 3, '0'), 'vehicle-actuated', 'END', 'B', 'GAP_OUT', 'COMMANDED',"
                        + " '{\"gapS\":\"3\"}' from generate_series(0, 29) i");
        List<JsonNode> decisions = all("/intersections/" + place.id() + "/decisions?limit=7");
        assertThat(decisions).hasSize(30);
        assertThat(decisions).extracting(each -> each.get("command").asText()).doesNotHaveDuplicates();
        assertThat(decisions.getFirst().get("command").asText()).isEqualTo("d-029");
        assertThat(decisions.getFirst().at("/values/gapS").asText()).isEqualTo("3");
        assertThat(decisions.getFirst().get("candidates")).isEmpty();
        database.execute(
                "insert into signal_override values ('o-1', '" + place.id() + "', 'HOLD_STAGE', 'A', 'operator',"
                        + " 'xe cứu thương', now() - interval '1 minute', now() + interval '5 minutes', null, null), ('o-2', '"
                        + place.id() + "', 'RELEASE', null, 'engineer', 'sửa đường', now() - interval '1 hour',"
                        + " now() - interval '30 minutes', now() - interval '30 minutes', 'EXPIRED')");
        List<JsonNode> overrides = all("/intersections/" + place.id() + "/overrides?limit=1");
        assertThat(overrides).extracting(each -> each.get("active").asBoolean()).containsExactly(true, false);
        database.execute("insert into incident values ('i-1', 'CONGESTION', 'vt-01', 'N', '{}', '" + DAY
                + "07:00:00Z', null), ('i-2', 'CONGESTION', 'vt-02', null, '{}', '" + DAY + "08:00:00Z', '" + DAY
                + "08:30:00Z')");
        assertThat(all("/incidents?limit=1"))
                .extracting(each -> each.get("id").asText())
                .containsExactly("i-2", "i-1");
        assertThat(all("/incidents?open=true&limit=1"))
                .extracting(each -> each.get("id").asText())
                .containsExactly("i-1");
    }

    @Test
    void theLedgerTellsWhatWasWeighedAndIsFiltered() throws Exception {
        database.execute("insert into decision values"
                + decision("08:00:00", "w-1", "adaptive", "HOLD", "OUTWEIGHS", "COMMANDED") + ", '[{\"stage\":\"A\","
                + "\"afterS\":6,\"costPcuS\":181.3,\"values\":{\"arrivingPcu\":\"14\"}},{\"stage\":\"B\",\"afterS\":0,"
                + "\"costPcuS\":240,\"values\":{\"queuePcu\":\"9\"}}]'),"
                + decision("08:00:10", "w-2", "adaptive", "CHANGE_TO", "SERVES_MOST", "HELD_BY_MIN_GREEN") + ", null),"
                + decision("08:00:20", "w-3", "fixed-time", "HOLD", "PLAN_SPLIT", "COMMANDED") + ", null)");
        String ledger =
                "/intersections/" + elsewhere() + "/decisions?from=" + DAY + "08:00:00Z&to=" + DAY + "09:00:00Z";
        JsonNode weighed = all(ledger + "&reason=OUTWEIGHS").getFirst().get("candidates");
        assertThat(weighed).hasSize(2);
        assertThat(weighed.at("/0/costPcuS").asDouble()).isEqualTo(181.3);
        assertThat(weighed.at("/1/values/queuePcu").asText()).isEqualTo("9");
        assertThat(commands(ledger + "&limit=2")).containsExactly("w-3", "w-2", "w-1");
        assertThat(commands(ledger + "&reason=OUTWEIGHS,SERVES_MOST&limit=1")).containsExactly("w-2", "w-1");
        assertThat(commands(ledger + "&outcome=HELD")).containsExactly("w-2");
        assertThat(commands(ledger + "&outcome=COMMANDED&strategy=adaptive")).containsExactly("w-1");
        assertThat(status("/api/v1" + ledger + "&outcome=PERHAPS")).isEqualTo(400);
        assertThat(status("/api/v1" + ledger + "&reason=x")).isEqualTo(400);
    }

    @Test
    void theLedgerTellsWhatAShadowWantedInstead() throws Exception {
        String differs = decision("09:00:10", "s-2", "fixed-time", "CHANGE_TO", "PLAN_SPLIT", "SHADOW")
                .replace("'{}'", "'{\"commanded\":\"B\",\"commandedAction\":\"HOLD\"}'");
        database.execute("insert into decision values"
                + decision("09:00:00", "s-1", "fixed-time", "HOLD", "PLAN_SPLIT", "SHADOW") + ", null)," + differs
                + ", null)," + decision("09:00:20", "s-3", "adaptive", "HOLD", "OUTWEIGHS", "COMMANDED") + ", null)");
        String ledger =
                "/intersections/" + elsewhere() + "/decisions?from=" + DAY + "09:00:00Z&to=" + DAY + "10:00:00Z";
        assertThat(commands(ledger)).containsExactly("s-3", "s-2", "s-1");
        assertThat(commands(ledger + "&shadow=WITHOUT")).containsExactly("s-3");
        assertThat(commands(ledger + "&shadow=ONLY")).containsExactly("s-2", "s-1");
        assertThat(commands(ledger + "&shadow=DIFFERENCES")).containsExactly("s-2");
        assertThat(status("/api/v1" + ledger + "&shadow=SOME")).isEqualTo(400);
    }

    /** A row of the ledger but for its last value and bracket. */
    private static String decision(
            String time, String id, String strategy, String action, String reason, String outcome) {
        return " ('%s%sZ', '%s', '%s', '%s', '%s', 'A', '%s', '%s', '{}'"
                .formatted(DAY, time, elsewhere(), id, strategy, action, reason, outcome);
    }

    private static String elsewhere() {
        return api.city.intersections().stream()
                .map(each -> each.id().value())
                .filter(id -> !id.equals(place.id().value()))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> commands(String path) throws Exception {
        return all(path).stream().map(each -> each.get("command").asText()).toList();
    }

    @Test
    void aDatabaseThatIsGoneIsToldAndFoundAgain() {
        database.server.kill();
        TestApi.until("told", () -> status("/api/v1/alarms") == 503);
        assertThat(status("/api/v1/city")).isEqualTo(200);
        database.server.restart();
        TestApi.until("found again", () -> status("/api/v1/alarms") == 200);
    }
}
