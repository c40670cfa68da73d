package city.ioc.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApiConfigTest {
    private final Map<String, String> environment =
            new HashMap<>(Map.of("IOC_CITY", "cities/vi-thanh", "IOC_DB_URL", "jdbc:postgresql://localhost/ioc"));

    @Test
    void littleHasToBeSaid() {
        ApiConfig config = ApiConfig.of(environment);
        assertThat(config.publicUrl()).hasToString("http://localhost:8080");
        assertThat(config.accessTokenLife()).hasMinutes(10);
        assertThat(config.oidc()).isEmpty();
    }

    @Test
    void everyFaultIsNamedAtOnce() {
        environment.remove("IOC_CITY");
        environment.putAll(Map.of(
                "IOC_PORT", "http", "IOC_TIME_FACTOR", "10", "IOC_OIDC_ISSUER", "https://id.example", "IOC_PROT", "1"));
        assertThatThrownBy(() -> ApiConfig.of(environment))
                .hasMessageContaining("IOC_CITY is missing")
                .hasMessageContaining("IOC_PORT must be 0..65535")
                .hasMessageContaining("IOC_TIME_FACTOR needs IOC_TIME_ORIGIN")
                .hasMessageContaining("IOC_OIDC_CLIENT_ID is missing")
                .hasMessageContaining("did you mean IOC_PORT");
    }

    @Test
    void secretsAreNotPrinted() {
        environment.putAll(Map.of(
                "IOC_DB_PASSWORD",
                "hunter2",
                "IOC_OIDC_ISSUER",
                "https://id.example",
                "IOC_OIDC_CLIENT_ID",
                "ioc",
                "IOC_OIDC_CLIENT_SECRET",
                "hunter3"));
        assertThat(ApiConfig.of(environment).toString()).doesNotContain("hunter");
    }
}
