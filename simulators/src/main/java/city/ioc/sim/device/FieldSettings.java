package city.ioc.sim.device;

import city.ioc.contracts.config.SettingKey;
import city.ioc.contracts.config.Settings;
import city.ioc.contracts.time.CityClock;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;

/** Settings that everything in the field reads alike: where the broker is, and what time the city lives in. */
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

    /** The system's clock, or one that runs faster from an origin that all processes of the city share. */
    public static CityClock clock(Settings settings) {
        double factor = settings.parse(SettingKey.IOC_TIME_FACTOR, 1.0, "a number above 0 and up to 1000", text -> {
            double value = Double.parseDouble(text);
            if (!(value > 0 && value <= 1000)) throw new IllegalArgumentException(text);
            return value;
        });
        if (factor == 1) return CityClock.real();
        if (settings.find(SettingKey.IOC_TIME_ORIGIN).isEmpty())
            settings.fault("IOC_TIME_FACTOR needs IOC_TIME_ORIGIN, the instant from which the city runs faster");
        Instant origin =
                settings.parse(SettingKey.IOC_TIME_ORIGIN, Instant.EPOCH, "an instant in ISO-8601", Instant::parse);
        return CityClock.accelerated(origin, factor);
    }
}
