package city.ioc.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
    private final AtomicLong nanos = new AtomicLong();
    private final RateLimits limits = new RateLimits(3, 0.5, nanos::get);

    @Test
    void aBurstIsAllowedThenTheWaitIsSaid() {
        for (int i = 0; i < 3; i++) assertThat(limits.take("a")).isEmpty();
        assertThat(limits.take("a")).hasValue(2);
    }

    @Test
    void tokensComeBackWithTime() {
        for (int i = 0; i < 4; i++) limits.take("a");
        nanos.addAndGet(2_000_000_000L);
        assertThat(limits.take("a")).isEmpty();
        assertThat(limits.take("a")).isPresent();
    }

    @Test
    void oneDoesNotPayForAnother() {
        for (int i = 0; i < 4; i++) limits.take("a");
        assertThat(limits.take("b")).isEmpty();
    }
}
