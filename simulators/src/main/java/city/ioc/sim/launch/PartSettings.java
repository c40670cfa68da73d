package city.ioc.sim.launch;

import static city.ioc.contracts.config.SettingKey.*;

import city.ioc.contracts.config.SettingKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which process gets which settings: each only what it needs.
 *
 * @param services passwords at the broker of the gateway, the core, the cameras' process and commissioning
 */
record PartSettings(
        LauncherConfig config,
        StateFolder state,
        CityTime time,
        String brokerUrl,
        String databaseUrl,
        String databasePassword,
        Path signingKey,
        Path deviceCredentials,
        Map<String, String> services,
        Ports ports) {

    private static final String LOOPBACK = "127.0.0.1:";

    PartSettings {
        services = Map.copyOf(services);
    }

    /** The product's processes, the core's nodes first. */
    List<JvmPart.Spec> specs() {
        List<Integer> coreClusters = new ArrayList<>();
        for (int node = 1; node <= config.coreNodes(); node++) coreClusters.add(ports.of(coreName(node) + ".cluster"));
        int apiCluster = ports.of("api.cluster");
        String members = Stream.concat(coreClusters.stream(), Stream.of(apiCluster))
                .map(port -> LOOPBACK + port)
                .collect(Collectors.joining(","));
        List<JvmPart.Spec> specs = new ArrayList<>();
        for (int node = 1; node <= config.coreNodes(); node++)
            specs.add(core(node, coreClusters.get(node - 1), members));
        specs.add(gateway());
        specs.add(api(apiCluster, members));
        if (hasPictures()) specs.add(vision());
        if (config.simulator()) specs.add(simulator());
        return specs;
    }

    /** The first node is the whole core of most cities and is called so. */
    private static String coreName(int node) {
        return node == 1 ? "core" : "core-" + node;
    }

    private JvmPart.Spec core(int node, int clusterPort, String members) {
        Map<SettingKey, String> settings = common();
        addBroker(settings, CityAccounts.CORE);
        addDatabase(settings);
        addCluster(settings, "core-" + node, clusterPort, members);
        pass(settings, IOC_STRATEGY, IOC_SHADOW, IOC_RETENTION_DAYS, IOC_MINUTE_DAYS, IOC_PLATE_DAYS);
        pass(settings, IOC_RED_GRACE_MS, IOC_VIOLATION_CLOCK_MS);
        return spec(coreName(node), "city.ioc.core.CoreMain", 320, settings, "node core-" + node);
    }

    private JvmPart.Spec gateway() {
        Map<SettingKey, String> settings = common();
        addBroker(settings, config.gateway().value());
        settings.put(IOC_GATEWAY_ID, config.gateway().value());
        settings.put(IOC_GATEWAY_STATE, state.gateway().toString());
        return spec(
                "gateway",
                "city.ioc.edge.GatewayMain",
                192,
                settings,
                config.gateway().value());
    }

    private JvmPart.Spec api(int clusterPort, String members) {
        Map<SettingKey, String> settings = common();
        addDatabase(settings);
        addCluster(settings, "api-1", clusterPort, members);
        settings.put(IOC_PORT, Integer.toString(config.port()));
        settings.put(IOC_BIND, config.bind());
        settings.put(IOC_JWT_SECRET_FILE, signingKey.toString());
        settings.put(IOC_FIRST_RUN_LOGINS, state.firstRunLogins().toString());
        settings.put(IOC_EVIDENCE, state.root().resolve("evidence").toString());
        pass(
                settings,
                IOC_ACCESS_TOKEN_MINUTES,
                IOC_OIDC_ISSUER,
                IOC_OIDC_CLIENT_ID,
                IOC_OIDC_CLIENT_SECRET,
                IOC_OIDC_ROLE_CLAIM,
                IOC_UI_ROOT,
                IOC_EVIDENCE,
                IOC_OPEN_DATA,
                IOC_OPEN_DATA_LICENCE,
                IOC_PUBLIC_URL);
        return spec("api", "city.ioc.api.ApiMain", 256, settings, config.bind() + ":" + config.port());
    }

    /** Whether any camera's pictures can come: those of feeds that were named, or simulated ones, which a fast city has not. */
    private boolean hasPictures() {
        boolean simulated = config.simulator()
                && time.speed() <= 1
                && !"0".equals(config.passedOn().get(IOC_SIM_CAMERAS));
        return simulated || config.passedOn().containsKey(IOC_CAMERA_FEEDS);
    }

    private JvmPart.Spec vision() {
        Map<SettingKey, String> settings = common();
        addBroker(settings, CityAccounts.VISION);
        settings.put(IOC_EVIDENCE, state.root().resolve("evidence").toString());
        pass(settings, IOC_CAMERA_FEEDS, IOC_EVIDENCE, IOC_EVIDENCE_DAYS);
        return spec(
                "vision",
                "city.ioc.edge.vision.service.VisionServiceMain",
                192,
                settings,
                "evidence in " + settings.get(IOC_EVIDENCE));
    }

    private JvmPart.Spec simulator() {
        Map<SettingKey, String> settings = common();
        settings.put(IOC_MQTT_URL, brokerUrl);
        pass(settings, IOC_MQTT_CA, IOC_SIM_RATES, IOC_SIM_CAMERAS, IOC_SIM_CAMERA_FPS, IOC_SUMO, IOC_SUMO_UNTIL);
        settings.put(IOC_DEVICE_CREDENTIALS, deviceCredentials.toString());
        settings.put(IOC_SEED, config.seed());
        return spec("simulator", "city.ioc.sim.SimulatorMain", 320, settings, "seed " + config.seed());
    }

    private JvmPart.Spec spec(
            String name, String mainClass, int maxHeapMiB, Map<SettingKey, String> settings, String address) {
        int metrics = ports.of(name + ".metrics");
        settings.put(IOC_METRICS_PORT, Integer.toString(metrics));
        return new JvmPart.Spec(
                name, mainClass, maxHeapMiB, metrics, address + ", metrics on port " + metrics, state, settings);
    }

    private Map<SettingKey, String> common() {
        Map<SettingKey, String> settings = new EnumMap<>(SettingKey.class);
        settings.put(IOC_HOME, state.root().toString());
        settings.put(IOC_CITY, config.city().toString());
        if (time.speed() != 1) {
            settings.put(IOC_TIME_FACTOR, Double.toString(time.speed()));
            settings.put(IOC_TIME_ORIGIN, time.origin().toString());
        }
        pass(settings, IOC_LOG);
        return settings;
    }

    private void addBroker(Map<SettingKey, String> settings, String account) {
        settings.put(IOC_MQTT_URL, brokerUrl);
        settings.put(IOC_MQTT_USER, config.passedOn().getOrDefault(IOC_MQTT_USER, account));
        settings.put(
                IOC_MQTT_PASSWORD,
                config.passedOn().getOrDefault(IOC_MQTT_PASSWORD, services.getOrDefault(account, "")));
        pass(settings, IOC_MQTT_CA);
    }

    private void addDatabase(Map<SettingKey, String> settings) {
        settings.put(IOC_DB_URL, databaseUrl);
        if (config.externalDatabase().isPresent()) {
            pass(settings, IOC_DB_USER, IOC_DB_PASSWORD);
        } else {
            settings.put(IOC_DB_USER, city.ioc.local.LocalDatabase.USER);
            settings.put(IOC_DB_PASSWORD, databasePassword);
        }
    }

    /** The cluster's name carries the first port, so that two cities on one machine never meet. */
    private void addCluster(Map<SettingKey, String> settings, String node, int port, String members) {
        settings.put(IOC_NODE, node);
        settings.put(IOC_CLUSTER_NAME, "ioc-" + members.replaceAll("[^0-9]+", "-"));
        settings.put(IOC_CLUSTER_PORT, Integer.toString(port));
        settings.put(IOC_CLUSTER_MEMBERS, members);
    }

    private void pass(Map<SettingKey, String> settings, SettingKey... keys) {
        for (SettingKey key : keys) {
            String value = config.passedOn().get(key);
            if (value != null) settings.put(key, value);
        }
    }

    /** What tools need to talk to the running city, as shell assignments. */
    String attachText() {
        Map<SettingKey, String> settings = common();
        addBroker(settings, CityAccounts.COMMISSIONING);
        settings.put(IOC_PORT, Integer.toString(config.port()));
        settings.put(IOC_BIND, config.bind());
        settings.put(IOC_FIRST_RUN_LOGINS, state.firstRunLogins().toString());
        StringBuilder text = new StringBuilder();
        settings.forEach((key, value) -> text.append(key.name())
                .append("='")
                .append(value.replace("'", "'\\''"))
                .append("'\n"));
        return text.toString();
    }
}
