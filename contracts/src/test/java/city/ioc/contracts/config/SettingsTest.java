package city.ioc.contracts.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void aMisspeltSettingIsRefusedWithTheNearestName() {
        Settings settings = Settings.of(Map.of("IOC_PROT", "8080"));
        assertThatThrownBy(settings::check).hasMessageContaining("IOC_PROT is not a setting; did you mean IOC_PORT?");
    }

    @Test
    void everyFaultIsNamedAtOnce() {
        Settings settings = Settings.of(Map.of("IOC_PORT", "eighty", "IOC_RETENTION_DAYS", "0"));
        assertThat(settings.number(SettingKey.IOC_PORT, 8080, 1, 65535)).isEqualTo(8080);
        settings.number(SettingKey.IOC_RETENTION_DAYS, 90, 1, 3650);
        settings.require(SettingKey.IOC_CITY);
        assertThatThrownBy(settings::check)
                .hasMessageContaining("IOC_PORT must be 1..65535, but is \"eighty\"")
                .hasMessageContaining("IOC_RETENTION_DAYS must be 1..3650")
                .hasMessageContaining("IOC_CITY is missing");
    }

    @Test
    void aBlankSettingCountsAsAbsent() {
        Settings settings = Settings.of(Map.of("IOC_LOG", " "));
        assertThat(settings.text(SettingKey.IOC_LOG, "text")).isEqualTo("text");
        settings.check();
    }
}
