package city.ioc.core.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.field.EnvironmentReading;
import city.ioc.contracts.live.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnvironmentWatchTest {
    private static final Instant T0 = Instant.parse("2026-03-02T01:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    @Test
    void waterAboveALevelIsAnAlarmOfThatLevelOnceThreeReadingsAgree() {
        EnvironmentWatch watch = watch("water_level_m");
        assertThat(after(watch, "water_level_m", 1, 0.6, 1.4, 1.4)).isEmpty();
        assertThat(after(watch, "water_level_m", 1, 1.4)).isEqualTo("FLOOD CRITICAL");
    }

    @Test
    void waterThatFallsLowersTheAlarmStepByStep() {
        EnvironmentWatch watch = watch("water_level_m");
        after(watch, "water_level_m", 1, 1.4, 1.4, 1.4);
        assertThat(after(watch, "water_level_m", 1, 1.28, 1.28, 1.28)).isEqualTo("FLOOD CRITICAL");
        assertThat(after(watch, "water_level_m", 1, 1.2, 1.2, 1.2)).isEqualTo("FLOOD HIGH");
        assertThat(after(watch, "water_level_m", 1, 0.9, 0.9, 0.9)).isEmpty();
    }

    @Test
    void airIsJudgedByItsMeanOverTheDayAndNotByAnHour() {
        EnvironmentWatch watch = watch("pm2_5_ug_m3");
        assertThat(after(watch, "pm2_5_ug_m3", 3600, 200, 200, 200, 200)).isEmpty();
        double[] day = new double[20];
        java.util.Arrays.fill(day, 60);
        assertThat(after(watch, "pm2_5_ug_m3", 3600, day)).isEqualTo("AIR_QUALITY LOW");
    }

    @Test
    void aThresholdHoldsBetweenItsDates() {
        Threshold until = limit(50).stream().findFirst().orElseThrow();
        assertThat(until.isValidOn(java.time.LocalDate.of(2025, 12, 31))).isTrue();
        assertThat(until.isValidOn(java.time.LocalDate.of(2026, 1, 1))).isFalse();
        assertThat(limit(45)).hasSize(1);
    }

    @Test
    void everyThresholdNamesItsSource() {
        assertThat(Threshold.listBuiltIn())
                .isNotEmpty()
                .allSatisfy(threshold -> assertThat(threshold.source()).isNotBlank());
    }

    private Instant clock = T0;

    private String after(EnvironmentWatch watch, String metric, int everyS, double... values) {
        for (double value : values) {
            clock = clock.plus(Duration.ofSeconds(everyS));
            watch.observe(new EnvironmentReading(clock, metric, value));
        }
        return watch.judge(clock).stream()
                .map(finding -> finding.kind() + " " + finding.severity())
                .collect(java.util.stream.Collectors.joining("; "));
    }

    private static EnvironmentWatch watch(String metric) {
        return new EnvironmentWatch(List.of(metric), Threshold.listBuiltIn(), ZONE);
    }

    private static List<Threshold> limit(double above) {
        return Threshold.listBuiltIn().stream()
                .filter(each -> each.metric().equals("pm2_5_ug_m3") && each.above() == above)
                .filter(each -> each.severity() == Severity.LOW)
                .toList();
    }
}
