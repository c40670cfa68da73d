package city.ioc.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Observations page by page while loops go on measuring, and what of a question the database answers by itself. */
@Tag("slow")
@ExtendWith(ThingsRig.Extension.class)
class ThingsPagingTest {
    private final ThingsRig rig;

    ThingsPagingTest(ThingsRig rig) {
        this.rig = rig;
    }

    @Test
    void whatComesBetweenTwoPagesNeitherRepeatsNorHidesAnything() throws Exception {
        for (int i = 0; i < 9; i++) rig.secondLoopMeasures("2026-11-21T08:00:0" + i + "Z", 100 + i);
        String all = "/Datastreams('" + rig.secondLoop + ".vehicles')/Observations?$top=4&$count=true";
        JsonNode page = rig.get(all);
        List<String> times = new ArrayList<>(times(page));
        // One that is newer than all, and one that was held up and lies between those of the first page.
        rig.secondLoopMeasures("2026-11-21T08:00:09Z", 109);
        rig.secondLoopMeasures("2026-11-21T08:00:06.5Z", 110);
        assertThat(page.path("@iot.nextLink").asText()).contains("%24skip=4");
        page = rig.follow(page.path("@iot.nextLink").asText());
        times.addAll(times(page));
        assertThat(page.path("@iot.count").asInt()).isEqualTo(11);
        page = rig.follow(page.path("@iot.nextLink").asText());
        times.addAll(times(page));
        assertThat(page.has("@iot.nextLink")).isFalse();
        assertThat(times)
                .containsExactly(
                        "2026-11-21T08:00:08Z",
                        "2026-11-21T08:00:07Z",
                        "2026-11-21T08:00:06Z",
                        "2026-11-21T08:00:05Z",
                        "2026-11-21T08:00:04Z",
                        "2026-11-21T08:00:03Z",
                        "2026-11-21T08:00:02Z",
                        "2026-11-21T08:00:01Z",
                        "2026-11-21T08:00:00Z");
    }

    private static List<String> times(JsonNode page) {
        List<String> times = new ArrayList<>();
        page.path("value").forEach(each -> times.add(each.path("phenomenonTime").asText()));
        return times;
    }

    /** Three values at a time: the end of a page parts those of one reading. */
    @Test
    void readingsOfSeveralValuesAreGoneThroughForwardsAndBackwards() throws Exception {
        for (String order : List.of("", "&$orderby=phenomenonTime desc", "&$orderby=resultTime asc")) {
            JsonNode page = rig.get("/FeaturesOfInterest('" + rig.loop
                    + "')/Observations?$top=7&$filter=phenomenonTime lt 2026-11-20T07:02:00Z" + order);
            List<String> ids = new ArrayList<>();
            while (true) {
                page.path("value").forEach(each -> ids.add(each.path("@iot.id").asText()));
                if (!page.has("@iot.nextLink")) break;
                page = rig.follow(page.path("@iot.nextLink").asText());
            }
            assertThat(ids).as(order).hasSize(11 * 2).doesNotHaveDuplicates();
        }
    }

    @Test
    void aLinkThatWasChangedIsRefused() throws Exception {
        String all = rig.stream("vehicles") + "/Observations?$top=1";
        String next = URI.create(rig.get(all).path("@iot.nextLink").asText()).getQuery();
        String token = next.substring(next.indexOf("$skiptoken="));
        assertThat(rig.status(all + "&" + token)).isEqualTo(200);
        rig.refuses(all + "&$skiptoken=here", 400, "$skiptoken");
        rig.refuses(all + "&$orderby=result&" + token, 400, "$skiptoken");
        rig.refuses(all + "&$filter=result mod 2 eq 0&" + token, 400, "$skiptoken");
        rig.refuses("/Things?" + token, 400, "$skiptoken");
    }

    @Test
    void resultsAndTimesAreChosenAndOrderedTogether() throws Exception {
        String seen = rig.stream("vehicles") + "/Observations?";
        String window = "phenomenonTime ge 2026-11-20T07:10:00Z and phenomenonTime lt 2026-11-20T07:20:00Z";
        long above4 = IntStream.range(60, 120).filter(i -> i % 7 > 4).count();
        assertThat(rig.count(seen + "$filter=" + window + " and result gt 4")).isEqualTo(above4);
        assertThat(rig.count(seen + "$filter=4 lt result and " + window)).isEqualTo(above4);
        assertThat(rig.count(seen + "$filter=result ge 6 and result le 6")).isEqualTo(51);
        assertThat(rig.count(seen + "$filter=not (result ne 6)")).isEqualTo(51);
        assertThat(rig.count(rig.stream("occupancy") + "/Observations?$filter=result eq 0.35"))
                .isEqualTo(360);
        assertThat(rig.count(rig.stream("occupancy") + "/Observations?$filter=result ne 0.35 or result gt 0.35"))
                .isZero();
        assertThat(rig.count(seen + "$filter=phenomenonTime gt now() sub duration'PT1H' and phenomenonTime lt now()"))
                .isZero();
        assertThat(rig.count(seen + "$filter=phenomenonTime sub 2026-11-20T07:00:00Z le duration'PT1M'"))
                .isEqualTo(6);
        assertThat(rig.count(seen + "$filter=phenomenonTime add duration'PT1H' le 2026-11-20T08:01:00Z"))
                .isEqualTo(6);
        JsonNode first =
                rig.get(seen + "$count=true&$top=1&$skip=2&$orderby=result desc,phenomenonTime&$filter=result gt 3");
        assertThat(first.path("@iot.count").asInt()).isEqualTo(51 * 3);
        assertThat(first.path("value").get(0).path("phenomenonTime").asText()).isEqualTo("2026-11-20T07:03:20Z");
        // By nothing that an observation has, the latest come first.
        assertThat(rig.get(seen + "$top=1&$orderby=validTime,resultQuality").path("value"))
                .isEqualTo(rig.get(seen + "$top=1").path("value"));
        assertThat(times(rig.get(seen + "$top=1&$orderby=phenomenonTime,resultTime,result")))
                .containsExactly("2026-11-20T07:00:10Z");
    }

    /** Whatever the store has: nobody looks for them. */
    @Test
    void whatNoObservationHasAndWhatEveryOneHasIsKnownWithoutLooking() throws Exception {
        String seen = rig.stream("vehicles") + "/Observations?$filter=";
        for (String none : List.of(
                "validTime gt 2026-11-20T07:00:00Z",
                "resultQuality ne 'good'",
                "validTime ne null",
                "result eq null",
                "phenomenonTime lt null",
                "validTime eq 2026-11-20T07:00:00Z and round(result) eq 1"))
            assertThat(rig.count(seen + none)).as(none).isZero();
        for (String all : List.of("validTime eq null", "result ne null", "null ne resultTime"))
            assertThat(rig.count(seen + all)).as(all).isEqualTo(360);
        assertThat(rig.count(seen + "phenomenonTime ne 2026-11-20T07:00:10Z")).isEqualTo(359);
        rig.refuses(seen + "validTime ne null&$skiptoken=x", 400, "$skiptoken");
    }

    @Test
    void whatHasNoParametersComesBeforeWhatHas() throws Exception {
        String window = "/Observations?$filter=phenomenonTime ge 2026-11-20T07:00:00Z and phenomenonTime le"
                + " 2026-11-20T07:00:10Z&$count=true&$orderby=parameters";
        JsonNode up = rig.get(window);
        assertThat(up.path("@iot.count").asInt()).isEqualTo(3);
        assertThat(up.path("value").get(0).has("parameters")).isFalse();
        assertThat(up.path("value").get(2).path("parameters").path("intervalS").asInt())
                .isEqualTo(10);
        assertThat(rig.get(window + " desc").path("value").get(2).has("parameters"))
                .isFalse();
    }

    @Test
    void aResultIsComparedWithATextAsText() throws Exception {
        // 4, 5 and 6 are behind '3', and so would '30' be.
        assertThat(rig.count(rig.stream("vehicles") + "/Observations?$filter=result gt '3'"))
                .isEqualTo(51 * 3);
    }
}
