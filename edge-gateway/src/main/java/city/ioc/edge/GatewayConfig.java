package city.ioc.edge;

import city.ioc.contracts.config.ClockSettings;
import city.ioc.contracts.config.SettingKey;
import city.ioc.contracts.config.Settings;
import city.ioc.contracts.id.GatewayId;
import city.ioc.contracts.time.CityClock;
import city.ioc.edge.settings.BrokerSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

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
        BrokerSettings broker,
        CityClock clock,
        int metricsPort) {

    /** @throws IllegalArgumentException naming every wrong setting */
    public static GatewayConfig read(Map<String, String> environment) {
        Settings settings = Settings.of(environment);
        GatewayId gateway = settings.parse(
                SettingKey.IOC_GATEWAY_ID, new GatewayId("gw-1"), "a code of letters, digits, '-'", GatewayId::new);
        Path city = Path.of(settings.require(SettingKey.IOC_CITY));
        if (!city.toString().isEmpty() && !Files.isDirectory(city)) settings.fault("IOC_CITY is no folder: " + city);
        Path state = settings.folder(SettingKey.IOC_GATEWAY_STATE, Path.of(".ioc", "gateway"));
        int megabytes = settings.number(SettingKey.IOC_GATEWAY_OUTBOX_MB, 4096, 1, 1_000_000);
        BrokerSettings broker = BrokerSettings.read(settings);
        CityClock clock = ClockSettings.read(settings);
        int metricsPort = settings.number(SettingKey.IOC_METRICS_PORT, 0, 0, 65_535);
        settings.check();
        return new GatewayConfig(gateway, city, state, megabytes * 1024L * 1024L, broker, clock, metricsPort);
    }
}
