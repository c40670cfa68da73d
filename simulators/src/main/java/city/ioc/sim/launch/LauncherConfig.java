package city.ioc.sim.launch;

import city.ioc.contracts.config.SettingKey;
import city.ioc.contracts.config.Settings;
import city.ioc.contracts.id.GatewayId;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Settings of the launcher, read once.
 *
 * @param speed how many times as fast the city lives
 * @param at local time at which the city begins to live; without, it is the clock's or where the city left off
 * @param coreNodes how many nodes of the core share the city
 * @param simulator whether the streets and devices are simulated; without, devices come from elsewhere
 * @param externalBroker a broker that runs already; then none is started
 * @param externalDatabase a database that runs already; then none is started
 * @param passedOn settings handed to the processes as they were given
 */
public record LauncherConfig(
        Path home,
        int port,
        String bind,
        Path city,
        String seed,
        double speed,
        Optional<LocalDateTime> at,
        int coreNodes,
        boolean simulator,
        GatewayId gateway,
        Optional<URI> externalBroker,
        Optional<String> externalDatabase,
        Map<SettingKey, String> passedOn) {

    private static final List<SettingKey> PASSED_ON = List.of(
            SettingKey.IOC_SIM_RATES,
            SettingKey.IOC_SIM_CAMERAS,
            SettingKey.IOC_SIM_CAMERA_FPS,
            SettingKey.IOC_SUMO,
            SettingKey.IOC_SUMO_UNTIL,
            SettingKey.IOC_GATEWAY_OUTBOX_MB,
            SettingKey.IOC_CAMERA_FEEDS,
            SettingKey.IOC_EVIDENCE,
            SettingKey.IOC_EVIDENCE_DAYS,
            SettingKey.IOC_MQTT_USER,
            SettingKey.IOC_MQTT_PASSWORD,
            SettingKey.IOC_MQTT_CA,
            SettingKey.IOC_DB_USER,
            SettingKey.IOC_DB_PASSWORD,
            SettingKey.IOC_STRATEGY,
            SettingKey.IOC_SHADOW,
            SettingKey.IOC_RETENTION_DAYS,
            SettingKey.IOC_MINUTE_DAYS,
            SettingKey.IOC_PLATE_DAYS,
            SettingKey.IOC_RED_GRACE_MS,
            SettingKey.IOC_VIOLATION_CLOCK_MS,
            SettingKey.IOC_ACCESS_TOKEN_MINUTES,
            SettingKey.IOC_OIDC_ISSUER,
            SettingKey.IOC_OIDC_CLIENT_ID,
            SettingKey.IOC_OIDC_CLIENT_SECRET,
            SettingKey.IOC_OIDC_ROLE_CLAIM,
            SettingKey.IOC_UI_ROOT,
            SettingKey.IOC_PUBLIC_URL,
            SettingKey.IOC_OPEN_DATA,
            SettingKey.IOC_OPEN_DATA_LICENCE,
            SettingKey.IOC_LOG);

    public LauncherConfig {
        passedOn = Map.copyOf(passedOn);
    }

    /**
     * Reads the environment and the arguments: {@code --speed N} and {@code --seed S} stand for IOC_TIME_FACTOR and IOC_SEED,
     * {@code --at TIME} lets the city begin at a local time ahead, {@code --cameras N} stands for IOC_SIM_CAMERAS,
     * {@code --cores N} starts N nodes of the core, {@code --no-simulator} leaves the streets empty.
     *
     * @throws IllegalArgumentException naming every fault
     */
    public static LauncherConfig from(Map<String, String> environment, List<String> arguments) {
        Map<String, String> values = new TreeMap<>(environment);
        Deque<String> left = new ArrayDeque<>(arguments);
        int coreNodes = 1;
        boolean simulator = true;
        Optional<LocalDateTime> at = Optional.empty();
        while (!left.isEmpty()) {
            String argument = left.pop();
            if (argument.equals("--no-simulator")) {
                simulator = false;
                continue;
            }
            if (argument.equals("--cores")) {
                coreNodes = coreNodes(left.isEmpty() ? "" : left.pop());
                continue;
            }
            if (argument.equals("--at")) {
                at = Optional.of(localTime(left.isEmpty() ? "" : left.pop()));
                continue;
            }
            SettingKey key = switch (argument) {
                case "--speed" -> SettingKey.IOC_TIME_FACTOR;
                case "--seed" -> SettingKey.IOC_SEED;
                case "--cameras" -> SettingKey.IOC_SIM_CAMERAS;
                default ->
                    throw new IllegalArgumentException("unknown argument \"" + argument
                            + "\"; up takes --speed N, --seed S, --at TIME, --cameras N, --cores N and --no-simulator");
            };
            if (left.isEmpty()) throw new IllegalArgumentException(argument + " needs a value");
            values.put(key.name(), left.pop());
        }
        Settings settings = Settings.of(values);
        Map<SettingKey, String> passedOn = new TreeMap<>();
        for (SettingKey key : PASSED_ON) settings.find(key).ifPresent(value -> passedOn.put(key, value));
        LauncherConfig config = new LauncherConfig(
                settings.folder(SettingKey.IOC_HOME, Path.of(".ioc"))
                        .toAbsolutePath()
                        .normalize(),
                settings.number(SettingKey.IOC_PORT, 8080, 1, 65_535),
                settings.text(SettingKey.IOC_BIND, "127.0.0.1"),
                settings.folder(SettingKey.IOC_CITY, Path.of("cities/vi-thanh"))
                        .toAbsolutePath()
                        .normalize(),
                settings.parse(SettingKey.IOC_SEED, "1", "a whole number", text -> Long.toString(Long.parseLong(text))),
                settings.parse(
                        SettingKey.IOC_TIME_FACTOR, 1.0, "a number above 0 and up to 1000", LauncherConfig::speed),
                at,
                coreNodes,
                simulator,
                settings.parse(SettingKey.IOC_GATEWAY_ID, new GatewayId("gw-1"), "a code such as gw-1", GatewayId::new),
                settings.find(SettingKey.IOC_MQTT_URL)
                        .flatMap(text -> settings.parse(
                                SettingKey.IOC_MQTT_URL,
                                Optional.<URI>empty(),
                                "tcp://host:port or ssl://host:port",
                                LauncherConfig::broker)),
                settings.find(SettingKey.IOC_DB_URL),
                passedOn);
        settings.check();
        return config;
    }

    private static int coreNodes(String text) {
        if (!text.matches("[1-8]")) throw new IllegalArgumentException("--cores takes 1 to 8, not \"" + text + "\"");
        return Integer.parseInt(text);
    }

    private static LocalDateTime localTime(String text) {
        try {
            return LocalDateTime.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "--at takes a local time such as 2030-01-15T06:45, not \"" + text + "\"", e);
        }
    }

    private static double speed(String text) {
        double speed = Double.parseDouble(text);
        if (!(speed > 0 && speed <= 1000)) throw new IllegalArgumentException(text);
        return speed;
    }

    private static Optional<URI> broker(String text) {
        URI url = URI.create(text);
        if (url.getHost() == null || url.getPort() < 1 || !List.of("tcp", "ssl").contains(url.getScheme()))
            throw new IllegalArgumentException(text);
        return Optional.of(url);
    }
}
