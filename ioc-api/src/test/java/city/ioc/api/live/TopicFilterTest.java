package city.ioc.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicFilterTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "intersection/*",
                "intersection/vt-01",
                "events/vt-01",
                "alarm/DEVICE_SILENT:vt-01:d.7",
                "figures/city"
            })
    void topicsOfTheProtocolAreUnderstood(String text) {
        assertThat(TopicFilter.parse(text))
                .hasValueSatisfying(filter -> assertThat(filter.text()).isEqualTo(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "*",
                "intersection",
                "intersection/",
                "plates/*",
                "intersection/a/b",
                "events/a:b",
                "device/\n"
            })
    void anythingElseIsNot(String text) {
        assertThat(TopicFilter.parse(text)).isEmpty();
    }
}
