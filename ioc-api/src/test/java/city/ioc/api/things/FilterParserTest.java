package city.ioc.api.things;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.ioc.contracts.city.CityFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An observation of 12.5 at 07:05:09 of the third of March. */
class FilterParserTest {
    private static final Entity SEEN = new Entity(
            EntityType.OBSERVATION,
            "seen",
            Map.of("result", 12.5, "phenomenonTime", "2026-03-03T07:05:09Z", "parameters", Map.of("intervalS", 10.0)),
            new Entity.Keys("vt-01", "vt-01-sl-sw-1", "stop-line-detector", "vehicles"));
    private static final Graph GRAPH = new Graph(
            new Entities(CityFiles.read(Path.of("../cities/vi-thanh"))),
            ObservationStore.NONE,
            java.time.Instant.parse("2026-03-03T07:05:10Z"));

    private static boolean holds(String text) {
        return FilterParser.parse(text).holds(SEEN, GRAPH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "result eq 12.5",
                "result gt 12 and result lt 13",
                "result add 1 eq 13.5",
                "result mul 2 sub 5 eq 20",
                "2 add 3 mul 4 eq 14",
                "(2 add 3) mul 4 eq 20",
                "result eq 1 or result eq 12.5 and true",
                "not (result lt 12)",
                "result mod 5 eq 2.5",
                "floor(result) eq 12",
                "round(result) eq 13",
                "id eq 'seen'",
                "phenomenonTime gt 2026-03-03T14:05:08+07:00",
                "phenomenonTime eq '2026-03-03T07:05:09Z'",
                "month(phenomenonTime) eq 3",
                "hour(phenomenonTime) add minute(phenomenonTime) eq 12",
                "phenomenonTime lt now()",
                "parameters/intervalS ge 10",
                "phenomenonTime gt 2026-03-03T14:05:08 07:00",
                "date(phenomenonTime) eq 2026-03-03",
                "time(phenomenonTime) lt 07:05:10",
                "nothing eq null and result ne null",
                "phenomenonTime gt 2026-03-03T14:05+07:00",
                "phenomenonTime sub 2026-03-03T07:00:09Z eq duration'PT5M'",
                "phenomenonTime add duration'P1D' gt now()",
                "phenomenonTime gt now() sub duration'PT2S'",
                "duration'PT90S' gt duration'PT1M'",
                "null eq nothing and null ne result",
                "round(0 sub 2.5) eq -3",
                "phenomenonTime ge 2026-03-03",
                "substringof('ee', id)",
                "startswith(id, 's') and endswith(id, 'n')",
                "substring(id, 1, 2) eq 'ee'",
                "indexof(toupper(id), 'N') eq 3",
                "concat(concat(id, ' '), 'it''s') eq 'seen it''s'",
                "Datastream/ObservedProperty/name eq 'Vehicle count'",
                "Datastream/Thing/Locations/location ne 1",
                "geo.distance(FeatureOfInterest/feature, geography'POINT(105.46 9.78)') lt 0.1",
                "st_within(FeatureOfInterest/feature, geography'POLYGON((105 9,106 9,106 10,105 10,105 9))')"
            })
    void holds_(String text) {
        assertThat(holds(text)).isTrue();
        assertThat(holds("not (" + text + ")")).isFalse();
    }

    @Test
    void whatAnEntityDoesNotHaveMakesAComparisonFalse() {
        assertThat(holds("nothing eq 1")).isFalse();
        assertThat(holds("nothing ne 1")).isFalse();
        assertThat(holds("result gt null")).isFalse();
    }

    /** What only the entity knows cannot be refused beforehand. */
    @Test
    void aValueThatAFunctionCannotTakeMakesAConditionFalse() {
        for (String text : List.of(
                "year(result) eq 12",
                "round(id) eq 1",
                "result add phenomenonTime gt 0",
                "st_within(result, geography'POINT(1 1)')",
                "phenomenonTime add duration'P106751991167300D' add duration'P106751991167300D' gt now()",
                "st_touches(geography'GEOMETRYCOLLECTION(POINT(1 1))', geography'POINT(1 1)')"))
            assertThat(holds(text)).as(text).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "result eq",
                "result eq 'open",
                "(result eq 1",
                "result eq 1)",
                "nowhere(1)",
                "substringof('a')",
                "result ## 1",
                "1 2",
                "duration'an hour' gt duration'PT1H'",
                "duration'P99999999999999999999D' gt duration'PT1H'",
                "geography'POINT(x)' eq 1"
            })
    void whatCannotBeReadIsRefused(String text) {
        assertThatThrownBy(() -> FilterParser.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void bracketsWithoutEndAreRefusedBeforeTheStackEnds() {
        assertThatThrownBy(() -> FilterParser.parse("(".repeat(5_000) + "1" + ")".repeat(5_000)))
                .hasMessageContaining("nested too deeply");
    }

    @Property(tries = 200)
    void aComparisonAndItsOppositeNeverAgree(@ForAll @IntRange(min = -30, max = 30) int bound) {
        for (List<String> pair : List.of(List.of("lt", "ge"), List.of("gt", "le"), List.of("eq", "ne")))
            assertThat(holds("result " + pair.getFirst() + " " + bound))
                    .isNotEqualTo(holds("result " + pair.getLast() + " " + bound));
    }
}
