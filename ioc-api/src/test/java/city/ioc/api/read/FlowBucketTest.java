package city.ioc.api.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.ioc.api.http.ProblemException;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class FlowBucketTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private static Instant at(String text) {
        return Instant.parse(text);
    }

    @Test
    void aRangeIsMadeOfWholeBuckets() {
        assertThat(FlowBucket.FIVE_MINUTES.starts(at("2026-11-21T07:03:10Z"), at("2026-11-21T07:10:01Z"), ZONE))
                .containsExactly(at("2026-11-21T07:00:00Z"), at("2026-11-21T07:05:00Z"), at("2026-11-21T07:10:00Z"));
    }

    @Test
    void aDayBeginsAtMidnightInTheCity() {
        assertThat(FlowBucket.DAY.starts(at("2026-11-21T07:03:10Z"), at("2026-11-22T18:00:00Z"), ZONE))
                .containsExactly(at("2026-11-20T17:00:00Z"), at("2026-11-21T17:00:00Z"), at("2026-11-22T17:00:00Z"));
    }

    @Test
    void tooManyBucketsAreRefused() {
        assertThatThrownBy(() -> FlowBucket.MINUTE.starts(at("2026-11-01T00:00:00Z"), at("2026-11-21T00:00:00Z"), ZONE))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void anEmptyRangeIsRefused() {
        assertThatThrownBy(() -> FlowBucket.HOUR.starts(at("2026-11-21T00:00:00Z"), at("2026-11-21T00:00:00Z"), ZONE))
                .isInstanceOf(ProblemException.class);
    }
}
