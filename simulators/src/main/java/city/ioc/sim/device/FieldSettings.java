package city.ioc.sim.device;

import city.ioc.contracts.config.SettingKey;
import city.ioc.contracts.config.Settings;
import java.net.URI;
import java.nio.file.Path;

/** Settings that everything in the field reads alike: where the broker is. */
public final class FieldSettings {
    private static final URI NO_BROKER = URI.create("tcp://127.0.0.1:1883");

    private FieldSettings() {}

    /** The broker; its absence is a fault of the settings. */
    public static BrokerAddress broker(Settings settings) {
        settings.require(SettingKey.IOC_MQTT_URL);
        return new BrokerAddress(
                settings.parse(
                        SettingKey.IOC_MQTT_URL,
                        NO_BROKER,
                        "tcp://host:port or ssl://host:port",
                        FieldSettings::brokerUrl),
                settings.find(SettingKey.IOC_MQTT_CA).map(Path::of));
    }

    private static URI brokerUrl(String text) {
        URI url = URI.create(text);
        boolean known = "tcp".equals(url.getScheme()) || "ssl".equals(url.getScheme());
        if (!known || url.getHost() == null || url.getPort() < 1) throw new IllegalArgumentException(text);
        return url;
    }
}
