package city.ioc.edge.vision.service;

import city.ioc.contracts.config.ClockSettings;
import city.ioc.contracts.config.SettingKey;
import city.ioc.contracts.config.Settings;
import city.ioc.contracts.time.CityClock;
import city.ioc.edge.settings.BrokerSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Settings of the process that watches cameras.
 *
 * @param feeds file that says where pictures come from; cameras that are not in it send theirs to the broker
 * @param evidence folder that pictures of cases are kept in, for {@code evidenceKept}
 * @param metricsPort loopback port of /metrics and /health; 0: none
 */
public record VisionConfig(
        Path city,
        Optional<Path> feeds,
        Path evidence,
        Duration evidenceKept,
        BrokerSettings broker,
        CityClock clock,
        int metricsPort) {

    /** @throws IllegalArgumentException naming every wrong setting */
    public static VisionConfig read(Map<String, String> environment) {
        Settings settings = Settings.of(environment);
        Path city = Path.of(settings.require(SettingKey.IOC_CITY));
        if (!city.toString().isEmpty() && !Files.isDirectory(city)) settings.fault("IOC_CITY is no folder: " + city);
        VisionConfig config = new VisionConfig(
                city,
                settings.find(SettingKey.IOC_CAMERA_FEEDS).map(Path::of),
                settings.folder(SettingKey.IOC_EVIDENCE, Path.of(".ioc", "evidence")),
                Duration.ofDays(settings.number(SettingKey.IOC_EVIDENCE_DAYS, 90, 1, 3650)),
                BrokerSettings.read(settings),
                ClockSettings.read(settings),
                settings.number(SettingKey.IOC_METRICS_PORT, 0, 0, 65_535));
        settings.check();
        return config;
    }
}
