package city.ioc.edge.settings;

import city.ioc.contracts.config.SettingKey;
import city.ioc.contracts.config.Settings;
import city.ioc.mqtt.MqttLinkOptions;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How to reach the broker. */
public record BrokerSettings(URI url, Optional<String> user, Optional<String> password, Optional<Path> ca) {
    private static final URI DEFAULT = URI.create("tcp://127.0.0.1:1883");

    /** Faults go into the settings. */
    public static BrokerSettings read(Settings settings) {
        URI url = settings.uri(SettingKey.IOC_MQTT_URL, DEFAULT);
        if (url.getHost() == null
                || url.getPort() < 1
                || !("tcp".equals(url.getScheme()) || "ssl".equals(url.getScheme())))
            settings.fault("IOC_MQTT_URL must read tcp://host:port or ssl://host:port, but is " + url);
        Optional<Path> ca = settings.find(SettingKey.IOC_MQTT_CA).map(Path::of);
        ca.filter(file -> !Files.isReadable(file))
                .ifPresent(file -> settings.fault("IOC_MQTT_CA cannot be read: " + file));
        return new BrokerSettings(
                url, settings.find(SettingKey.IOC_MQTT_USER), settings.find(SettingKey.IOC_MQTT_PASSWORD), ca);
    }

    /** Of a link that comes back soon after it was lost. */
    public MqttLinkOptions.Builder link(String clientId) {
        return MqttLinkOptions.to(url, clientId)
                .credentials(user, password)
                .caFile(ca)
                .reconnect(Duration.ofMillis(100), Duration.ofSeconds(2));
    }
}
