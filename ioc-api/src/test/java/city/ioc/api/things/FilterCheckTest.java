package city.ioc.api.things;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions over observations. */
class FilterCheckTest {
    private static void check(String text) {
        FilterCheck.condition(FilterParser.parse(text), EntityType.OBSERVATION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "result gt 3",
                "result gt '3'",
                "parameters/intervalS eq 'ten' or parameters/flag",
                "resultTime ge '2026-11-21T07:05:09Z'",
                "resultTime ge 2026-11-21",
                "time(resultTime) le validTime",
                "date(resultTime) ne date(validTime)",
                "validTime eq null and null ne resultTime",
                "id eq 5",
                "Datastream/unitOfMeasurement/symbol eq 'm'",
                "Datastream/observedArea ne null",
                "phenomenonTime sub resultTime lt duration'PT1M'",
                "phenomenonTime add duration'PT1H' gt now()",
                "duration'PT1H' add duration'PT1M' gt duration'PT1H'",
                "year('2026-11-21T07:05:09Z') eq 2026",
                "geo.distance(FeatureOfInterest/feature, geography'SRID=4326;POINT (30 10) ') lt 1",
                "st_relate(FeatureOfInterest/feature, geography'POINT (30 10)', 'T********')",
                "not startswith(Datastream/name, 'x')",
                "length(Datastream/name) add 1 gt 2",
                "true"
            })
    void whatFitsIsTaken(String text) {
        assertThatCode(() -> check(text)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "Datastream/name gt 3 | Datastream/name, a text, cannot be compared with the number 3; a text stands in 'quotes'",
                "resultTime gt 3 | resultTime, a time, cannot be compared with the number 3; a time is written",
                "resultTime gt 'yesterday' | resultTime, a time, cannot be compared with the text 'yesterday'; a time is written",
                "resultTime gt duration'PT1H' | cannot be compared with a duration",
                "FeatureOfInterest/feature eq 'here' | a place, cannot be compared with the text 'here'",
                "year(Datastream/name) eq 2026 | Datastream/name, a text, stands where a time is needed",
                "round('x') eq 1 | the text 'x' stands where a number is needed",
                "length(5) eq 1 | the number 5 stands where a text is needed",
                "st_within(Datastream/name, geography'POINT(1 1)') | stands where a place is needed",
                "st_relate(FeatureOfInterest/feature, geography'POINT(1 1)', 'X') | st_relate takes nine of",
                "Datastream/name | a text, stands where a condition is needed",
                "not result add 1 | stands where a condition is needed",
                "result gt 1 and Datastream/name | a text, stands where a condition is needed",
                "resultTime mul 2 eq 1 | resultTime, a time, stands where a number is needed",
                "duration'PT1H' sub resultTime eq 1 | stands where a number is needed",
                "Datastream/name/first eq 'x' | there is no first in name",
                "Datastream/colour eq 'x' | Datastream has no colour",
                "Datastream eq 'x' | Datastream is no property but Datastream",
                "duration'P1M' gt duration'PT1H' | 'P1M' is no duration of days to seconds"
            })
    void whatDoesNotFitIsRefusedWithWhatToDo(String text, String why) {
        assertThatThrownBy(() -> check(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @Test
    void placesHaveNoOrder() {
        assertThatThrownBy(() -> FilterCheck.key(FilterParser.parse("location"), EntityType.LOCATION))
                .hasMessage("places have no order");
    }
}
