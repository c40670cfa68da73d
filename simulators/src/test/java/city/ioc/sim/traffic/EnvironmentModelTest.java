package city.ioc.sim.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EnvironmentModelTest {
    private static final Instant START = Instant.parse("2026-11-23T00:00:00Z");
    private final EnvironmentModel model = new EnvironmentModel(1, ZoneId.of("Asia/Ho_Chi_Minh"));

    @Test
    void everyMetricStaysPlausibleOverAMonth() {
        for (int quarter = 0; quarter < 4 * 24 * 30; quarter++) {
            Instant at = START.plus(Duration.ofMinutes(15L * quarter));
            assertThat(model.valueAt("a", "pm2_5_ug_m3", at)).isBetween(3.0, 90.0);
            assertThat(model.valueAt("a", "pm10_ug_m3", at)).isBetween(3.0, 160.0);
            assertThat(model.valueAt("a", "temperature_c", at)).isBetween(20.0, 38.0);
            assertThat(model.valueAt("a", "humidity_pct", at)).isBetween(35.0, 100.0);
            assertThat(model.valueAt("a", "rain_mm_h", at)).isBetween(0.0, 60.0);
            assertThat(model.valueAt("a", "water_level_m", at)).isBetween(-0.4, 1.5);
        }
    }

    @Test
    void aMinuteLaterTheWaterIsAlmostTheSame() {
        for (int minute = 0; minute < 1440; minute++) {
            Instant at = START.plus(Duration.ofMinutes(minute));
            assertThat(model.valueAt("a", "water_level_m", at.plusSeconds(60)))
                    .isCloseTo(model.valueAt("a", "water_level_m", at), within(0.01));
        }
    }

    @Test
    void itRainsSometimesAndSometimesNot() {
        long wet = IntStream.range(0, 24 * 30)
                .filter(hour -> model.valueAt("a", "rain_mm_h", START.plus(Duration.ofHours(hour))) > 0)
                .count();
        assertThat(wet).isBetween(10L, 300L);
    }

    @Test
    void anUnknownMetricIsRefused() {
        assertThatThrownBy(() -> model.valueAt("a", "mood", START)).hasMessageContaining("mood");
    }
}
