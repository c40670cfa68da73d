package city.ioc.api;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.api.http.Role;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** SensorThings as a stranger's program asks it: 360 readings of one loop, ten seconds each, with i modulo 7 vehicles. */
@Tag("slow")
@ExtendWith(ThingsRig.Extension.class)
class ThingsTest {
    private final ThingsRig rig;

    ThingsTest(ThingsRig rig) {
        this.rig = rig;
    }

    @Test
    void theRootNamesAllSetsAndEachIsThere() throws Exception {
        JsonNode root = rig.get("");
        assertThat(root.path("value")).hasSize(8);
        assertThat(root.path("serverSettings").path("conformance").toString())
                .contains("iot_sensing/1.1/req/datamodel");
        for (JsonNode set : root.path("value"))
            assertThat(rig.follow(set.path("url").asText()).path("value"))
                    .as(set.toString())
                    .isNotEmpty();
    }

    @Test
    void everyLinkOfEveryKindOfEntityLeadsSomewhere() throws Exception {
        for (JsonNode set : rig.get("").path("value")) {
            JsonNode first = rig.follow(set.path("url").asText() + "?$top=1")
                    .path("value")
                    .get(0);
            assertThat(rig.follow(first.path("@iot.selfLink").asText())).isEqualTo(first);
            var names = first.fieldNames();
            while (names.hasNext()) {
                String name = names.next();
                if (name.endsWith("@iot.navigationLink"))
                    rig.follow(first.path(name).asText());
            }
        }
    }

    @Test
    void aThingIsWalkedThroughToItsObservationsAndBack() throws Exception {
        JsonNode latest = rig.get(
                        "/Things('" + rig.site + "')/Datastreams('" + rig.loop + ".vehicles')/Observations?$top=1")
                .path("value")
                .get(0);
        assertThat(latest.path("result").asInt()).isEqualTo(360 % 7);
        assertThat(latest.path("phenomenonTime").asText()).isEqualTo("2026-11-20T08:00:00Z");
        String self = latest.path("@iot.selfLink").asText();
        assertThat(rig.follow(self + "/Datastream/Thing").path("@iot.id").asText())
                .isEqualTo(rig.site);
        assertThat(rig.follow(self + "/result").path("result")).isEqualTo(latest.path("result"));
        assertThat(rig.api
                        .send(HttpRequest.newBuilder(URI.create(self + "/result/$value")))
                        .body())
                .isEqualTo("3");
        assertThat(rig.follow(self + "/FeatureOfInterest").path("@iot.id").asText())
                .isEqualTo(rig.loop);
    }

    @Test
    void observationsComePageByPageEachOnceAndAreCounted() throws Exception {
        JsonNode page =
                rig.get(rig.stream("vehicles") + "/Observations?$top=100&$count=true&$orderby=phenomenonTime asc");
        assertThat(page.path("@iot.count").asInt()).isEqualTo(360);
        List<String> ids = new ArrayList<>();
        List<String> times = new ArrayList<>();
        while (true) {
            page.path("value").forEach(each -> {
                ids.add(each.path("@iot.id").asText());
                times.add(each.path("phenomenonTime").asText());
            });
            if (!page.has("@iot.nextLink")) break;
            page = rig.follow(page.path("@iot.nextLink").asText());
        }
        assertThat(new HashSet<>(ids)).hasSize(360);
        assertThat(times).isSorted();
    }

    @Test
    void observationsAreChosenByTimeAndByValue() throws Exception {
        String window = "phenomenonTime ge 2026-11-20T07:10:00Z and phenomenonTime lt 2026-11-20T07:20:00Z";
        assertThat(rig.count(rig.stream("vehicles") + "/Observations?$filter=" + window))
                .isEqualTo(60);
        assertThat(rig.count(rig.stream("vehicles") + "/Observations?$filter=result eq 6"))
                .isEqualTo(51);
        assertThat(rig.count(rig.stream("vehicles") + "/Observations?$filter=" + window
                        + " and (result gt 4 or result eq 0)"))
                .isEqualTo(java.util.stream.IntStream.range(60, 120)
                        .filter(i -> i % 7 > 4 || i % 7 == 0)
                        .count());
        assertThat(rig.count(
                        "/Observations?$filter=" + window + " and Datastream/ObservedProperty/name eq 'Occupancy'"))
                .isEqualTo(60);
        JsonNode least =
                rig.get(rig.stream("vehicles") + "/Observations?$orderby=result desc,phenomenonTime asc&$top=1");
        assertThat(least.path("value").get(0).path("phenomenonTime").asText()).isEqualTo("2026-11-20T07:01:00Z");
    }

    @Test
    void whatBelongsTogetherIsAnsweredTogether() throws Exception {
        JsonNode thing = rig.get(
                "/Things('" + rig.site + "')?$expand=Locations($select=location),Datastreams($filter="
                        + "startswith(name,'Vehicle');$top=2;$count=true;$expand=Sensor,ObservedProperty,Observations($top=1))");
        assertThat(thing.path("Locations").get(0).path("location").path("type").asText())
                .isEqualTo("Point");
        assertThat(thing.path("Locations").get(0).has("name")).isFalse();
        assertThat(thing.path("Datastreams")).hasSize(2);
        assertThat(thing.path("Datastreams@iot.count").asInt()).isGreaterThan(2);
        assertThat(thing.has("Datastreams@iot.nextLink")).isTrue();
        assertThat(thing.path("Datastreams")
                        .get(0)
                        .path("Sensor")
                        .path("encodingType")
                        .asText())
                .isNotEmpty();
    }

    @Test
    void aSemicolonPartsTheOptionsOfAnExpansionEvenWhereItIsNotEncoded() throws Exception {
        HttpResponse<String> response = rig.api.send(rig.api.request(
                ThingsRig.BASE + "/Things('" + rig.site + "')?$expand=Datastreams($top=2;$select=name)"));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(TestApi.json(response).path("Datastreams")).hasSize(2);
    }

    /** The loop's queue lengths are stored, but loops have no datastream for them. */
    @Test
    void valuesThatAreNobodysDatastreamDoNotEndThePages() throws Exception {
        for (String all : List.of("/Observations", "/FeaturesOfInterest('" + rig.loop + "')/Observations")) {
            JsonNode page = rig.get(all + "?$top=500&$count=true");
            assertThat(page.path("value")).as(all).hasSize(500);
            int rest = rig.follow(page.path("@iot.nextLink").asText())
                    .path("value")
                    .size();
            assertThat(500 + rest).isEqualTo(page.path("@iot.count").asInt());
        }
    }

    @Test
    void anAddressOnlyIsGivenWhereThatIsAskedFor() throws Exception {
        JsonNode addresses = rig.get("/Things('" + rig.site + "')/Datastreams/$ref");
        assertThat(addresses.path("value"))
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each).hasSize(1));
    }

    @Test
    void whatCannotBeUnderstoodIsRefusedByName() throws Exception {
        for (String wrong : List.of(
                "$filter=result eq",
                "$top=-1",
                "$skip=many",
                "$count=perhaps",
                "$select=colour",
                "$filter=nope eq 'vt-01'",
                "$orderby=Datastreams/name",
                "$expand=Nothing",
                "$orderby=name##",
                "unknown=1")) {
            HttpResponse<String> response = rig.ask("/Things?" + wrong);
            assertThat(response.statusCode()).as(wrong).isEqualTo(400);
            assertThat(TestApi.json(response)
                            .path("errors")
                            .get(0)
                            .path("pointer")
                            .asText())
                    .isEqualTo(wrong.substring(0, wrong.indexOf('=')));
        }
        assertThat(rig.status("/Things?$filter=year(name) eq 2026")).isEqualTo(400);
    }

    @Test
    void whatIsNotThereIsSaidToBe() throws Exception {
        assertThat(rig.get(rig.stream("vehicles") + "?$select=name,phenomenonTime")
                        .has("name"))
                .isTrue();
        assertThat(rig.status(rig.stream("vehicles") + "/phenomenonTime")).isEqualTo(204);
        assertThat(rig.get("/Things?$top=0").has("@iot.nextLink")).isFalse();
        for (String nowhere : List.of(
                "/Nothing",
                "/Things('none')",
                "/Things('" + rig.site + "')/colour",
                "/Things/name",
                "/Things(%ZZ)",
                "/Observations('x@1-2-3')",
                "/Things('" + rig.site + "')/Datastreams('gone.vehicles')"))
            assertThat(rig.api
                            .send(rig.api.request(ThingsRig.BASE + nowhere.replace("%ZZ", "%25ZZ")))
                            .statusCode())
                    .as(nowhere)
                    .isEqualTo(404);
    }

    @Test
    void nobodyWritesHere() throws Exception {
        HttpResponse<String> response = rig.api.send(
                rig.api.request(ThingsRig.BASE + "/Things").POST(HttpRequest.BodyPublishers.ofString("{}")));
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("allow")).contains("GET, HEAD, OPTIONS");
        var head = rig.api.request(ThingsRig.BASE + "/Things").method("HEAD", HttpRequest.BodyPublishers.noBody());
        assertThat(rig.api.send(head).statusCode()).isEqualTo(200);
    }

    @Test
    void strangersDoNotTakeTheDatabaseFromTheControlRoom() throws Exception {
        var config = rig.database.config();
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        try (var connection = DriverManager.getConnection(config.url(), config.user(), config.password());
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table detector_reading in access exclusive mode");
            for (int i = 0; i < 4; i++)
                answers.add(CompletableFuture.supplyAsync(
                        () -> rig.status(rig.stream("vehicles") + "/Observations?$top=1")));
            TestApi.until("two are told to come again", () -> statuses(answers).equals(List.of(429, 429)));
            assertThat(rig.api.get("/api/v1/alarms", Role.OPERATOR).statusCode())
                    .isEqualTo(200);
            connection.rollback();
        }
        for (CompletableFuture<Integer> each : answers) each.get(20, TimeUnit.SECONDS);
        assertThat(statuses(answers)).containsExactlyInAnyOrder(200, 200, 429, 429);
    }

    private static List<Integer> statuses(List<CompletableFuture<Integer>> answers) {
        return answers.stream()
                .filter(CompletableFuture::isDone)
                .map(CompletableFuture::join)
                .toList();
    }
}
