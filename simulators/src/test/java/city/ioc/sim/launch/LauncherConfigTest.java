package city.ioc.sim.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LauncherConfigTest {
    @Test
    void anEmptyEnvironmentIsTheDemoCity() {
        LauncherConfig config = LauncherConfig.from(Map.of("PATH", "/bin"), List.of());
        assertThat(config.port()).isEqualTo(8080);
        assertThat(config.bind()).isEqualTo("127.0.0.1");
        assertThat(config.speed()).isEqualTo(1);
        assertThat(config.home()).isAbsolute().endsWithRaw(java.nio.file.Path.of(".ioc"));
        assertThat(config.externalBroker()).isEmpty();
        assertThat(config.externalDatabase()).isEmpty();
    }

    @Test
    void argumentsStandForSettings() {
        LauncherConfig config =
                LauncherConfig.from(Map.of(), List.of("--speed", "10", "--seed", "7", "--at", "2030-01-15T06:45"));
        assertThat(config.speed()).isEqualTo(10);
        assertThat(config.seed()).isEqualTo("7");
        assertThat(config.at()).contains(LocalDateTime.of(2030, 1, 15, 6, 45));
    }

    @Test
    void everyFaultIsNamedAtOnce() {
        assertThatThrownBy(() -> LauncherConfig.from(
                        Map.of("IOC_PROT", "80", "IOC_PORT", "many", "IOC_MQTT_URL", "mqtt.example"),
                        List.of("--speed", "-1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("IOC_PROT is not a setting; did you mean IOC_PORT?")
                .hasMessageContaining("IOC_PORT must be 1..65535, but is \"many\"")
                .hasMessageContaining("IOC_MQTT_URL must be tcp://host:port or ssl://host:port")
                .hasMessageContaining("IOC_TIME_FACTOR must be a number above 0");
        assertThatThrownBy(() -> LauncherConfig.from(Map.of(), List.of("--sped", "2")))
                .hasMessageContaining("--sped");
        assertThatThrownBy(() -> LauncherConfig.from(Map.of(), List.of("--speed")))
                .hasMessageContaining("needs a value");
        assertThatThrownBy(() -> LauncherConfig.from(Map.of(), List.of("--at", "06:45")))
                .hasMessageContaining("2030-01-15T06:45, not \"06:45\"");
    }
}
