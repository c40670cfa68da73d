package city.ioc.edge;

import city.ioc.contracts.config.SettingKey;
import city.ioc.contracts.config.Settings;
import city.ioc.contracts.id.GatewayId;
import city.ioc.contracts.time.CityClock;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The gateway's settings.
 *
 * @param state folder of the outbox
 * @param outboxBytes most disk space the outbox may take
 * @param metricsPort loopback port of /metrics and /health; 0: none
 */
public record GatewayConfig(
        GatewayId gateway,
        Path city,
        Path state,
        long outboxBytes,
        URI mqttUrl,
        Optional<String> mqttUser,
        Optional<String> mqttPassword,
        Optional<Path> mqttCa,
        CityClock clock,
        int metricsPort) {

    private static final URI DEFAULT_BROKER = URI.create("tcp://127.0.0.1:1883");

    /** @throws IllegalArgumentException naming every wrong setting */
    public static GatewayConfig read(Map<String, String> environment) {
        Settings settings = Settings.of(environment);
        GatewayId gateway = settings.parse(
                SettingKey.IOC_GATEWAY_ID, new GatewayId("gw-1"), "a code of letters, digits, '-'", GatewayId::new);
        Path city = Path.of(settings.require(SettingKey.IOC_CITY));
        if (!city.toString().isEmpty() && !Files.isDirectory(city)) settings.fault("IOC_CITY is no folder: " + city);
        Path state = settings.folder(SettingKey.IOC_GATEWAY_STATE, Path.of(".ioc", "gateway"));
        int megabytes = settings.number(SettingKey.IOC_GATEWAY_OUTBOX_MB, 4096, 1, 1_000_000);
        URI url = settings.uri(SettingKey.IOC_MQTT_URL, DEFAULT_BROKER);
        if (url.getHost() == null
                || url.getPort() < 1
                || !("tcp".equals(url.getScheme()) || "ssl".equals(url.getScheme())))
            settings.fault("IOC_MQTT_URL must read tcp://host:port or ssl://host:port, but is " + url);
        Optional<Path> ca = settings.find(SettingKey.IOC_MQTT_CA).map(Path::of);
        ca.filter(file -> !Files.isReadable(file))
                .ifPresent(file -> settings.fault("IOC_MQTT_CA cannot be read: " + file));
        double factor = settings.parse(SettingKey.IOC_TIME_FACTOR, 1.0, "a number in (0, 1000]", text -> {
            double value = Double.parseDouble(text);
            if (!(value > 0 && value <= 1000)) throw new IllegalArgumentException();
            return value;
        });
        Optional<Instant> origin = settings.parse(
                SettingKey.IOC_TIME_ORIGIN,
                Optional.empty(),
                "an ISO-8601 instant",
                text -> Optional.of(Instant.parse(text)));
        if (factor != 1 && origin.isEmpty())
            settings.fault("IOC_TIME_FACTOR needs IOC_TIME_ORIGIN, so that all processes agree on the time");
        int metricsPort = settings.number(SettingKey.IOC_METRICS_PORT, 0, 0, 65_535);
        settings.check();
        return new GatewayConfig(
                gateway,
                city,
                state,
                megabytes * 1024L * 1024L,
                url,
                settings.find(SettingKey.IOC_MQTT_USER),
                settings.find(SettingKey.IOC_MQTT_PASSWORD),
                ca,
                origin.isPresent() && factor != 1 ? CityClock.accelerated(origin.get(), factor) : CityClock.real(),
                metricsPort);
    }
}
