package city.ioc.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayConfigTest {
    @Test
    void theDefaultsNeedOnlyACity(@TempDir Path city) {
        GatewayConfig config = GatewayConfig.read(Map.of("IOC_CITY", city.toString()));
        assertThat(config.gateway().value()).isEqualTo("gw-1");
        assertThat(config.broker().url()).hasToString("tcp://127.0.0.1:1883");
        assertThat(config.clock().factor()).isEqualTo(1);
    }

    @Test
    void everyWrongSettingIsNamedAtOnce() {
        assertThatThrownBy(() -> GatewayConfig.read(Map.of(
                        "IOC_CITY", "/nowhere",
                        "IOC_MQTT_URL", "http://broker",
                        "IOC_GATEWAY_OUTBOX_MB", "lots",
                        "IOC_TIME_FACTOR", "10",
                        "IOC_GATEWAY_IDD", "gw-1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("IOC_CITY")
                .hasMessageContaining("IOC_MQTT_URL")
                .hasMessageContaining("IOC_GATEWAY_OUTBOX_MB")
                .hasMessageContaining("IOC_TIME_ORIGIN")
                .hasMessageContaining("did you mean IOC_GATEWAY_ID?");
    }
}
