package city.ioc.core;

import city.ioc.contracts.config.ClockSettings;
import city.ioc.contracts.config.SettingKey;
import city.ioc.contracts.config.Settings;
import city.ioc.contracts.time.CityClock;
import city.ioc.core.violation.ViolationSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings of a core node, read once. */
public record CoreConfig(
        String node,
        Path cityFolder,
        Mqtt mqtt,
        Database database,
        Cluster cluster,
        int metricsPort,
        Strategy strategy,
        Optional<Strategy> shadow,
        Duration retention,
        Duration minutesKept,
        Duration platesKept,
        ViolationSettings violations,
        CityClock clock) {

    /** The broker. */
    public record Mqtt(String url, Optional<String> user, Optional<String> password, Optional<Path> caFile) {}

    /** The TimescaleDB. */
    public record Database(String url, String user, String password) {}

    /** The Hazelcast cluster: this node's port and every member's address. */
    public record Cluster(String name, int port, List<String> members) {}

    /** How commanded intersections are controlled. */
    public enum Strategy {
        FIXED_TIME("fixed-time"),
        VEHICLE_ACTUATED("vehicle-actuated"),
        ADAPTIVE("adaptive");

        private final String word;

        Strategy(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        static Strategy of(String word) {
            return Arrays.stream(values())
                    .filter(each -> each.word.equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(word));
        }
    }

    /** @throws IllegalArgumentException naming every fault */
    public static CoreConfig from(Map<String, String> environment) {
        Settings settings = Settings.of(environment);
        CoreConfig config = new CoreConfig(
                settings.text(
                        SettingKey.IOC_NODE, "core-" + ProcessHandle.current().pid()),
                Path.of(settings.require(SettingKey.IOC_CITY)),
                new Mqtt(
                        settings.require(SettingKey.IOC_MQTT_URL),
                        settings.find(SettingKey.IOC_MQTT_USER),
                        settings.find(SettingKey.IOC_MQTT_PASSWORD),
                        settings.find(SettingKey.IOC_MQTT_CA).map(Path::of)),
                new Database(
                        settings.require(SettingKey.IOC_DB_URL),
                        settings.text(SettingKey.IOC_DB_USER, "ioc"),
                        settings.text(SettingKey.IOC_DB_PASSWORD, "")),
                readCluster(settings),
                settings.number(SettingKey.IOC_METRICS_PORT, 0, 0, 65535),
                settings.parse(
                        SettingKey.IOC_STRATEGY,
                        Strategy.ADAPTIVE,
                        "fixed-time, vehicle-actuated or adaptive",
                        Strategy::of),
                settings.parse(
                        SettingKey.IOC_SHADOW,
                        Optional.<Strategy>empty(),
                        "fixed-time, vehicle-actuated or adaptive",
                        text -> Optional.of(Strategy.of(text))),
                Duration.ofDays(settings.number(SettingKey.IOC_RETENTION_DAYS, 90, 1, 36_500)),
                Duration.ofDays(settings.number(SettingKey.IOC_MINUTE_DAYS, 14, 2, 36_500)),
                Duration.ofDays(settings.number(SettingKey.IOC_PLATE_DAYS, 7, 1, 365)),
                violations(settings),
                ClockSettings.read(settings));
        settings.check();
        return config;
    }

    private static ViolationSettings violations(Settings settings) {
        int grace = settings.number(SettingKey.IOC_RED_GRACE_MS, 500, 100, 2_000);
        int bound = settings.number(SettingKey.IOC_VIOLATION_CLOCK_MS, Math.min(500, grace), 1, grace);
        return new ViolationSettings(Duration.ofMillis(grace), Duration.ofMillis(bound));
    }

    private static Cluster readCluster(Settings settings) {
        int port = settings.number(SettingKey.IOC_CLUSTER_PORT, 5701, 1, 65535);
        List<String> members = settings.parse(
                SettingKey.IOC_CLUSTER_MEMBERS,
                List.of("127.0.0.1:" + port),
                "host:port, by commas",
                text -> Arrays.stream(text.split(","))
                        .map(String::trim)
                        .map(CoreConfig::requireHostPort)
                        .toList());
        return new Cluster(settings.text(SettingKey.IOC_CLUSTER_NAME, "ioc"), port, members);
    }

    private static String requireHostPort(String member) {
        if (!member.matches("[^:\\s]+:\\d{1,5}")) throw new IllegalArgumentException(member);
        return member;
    }
}
