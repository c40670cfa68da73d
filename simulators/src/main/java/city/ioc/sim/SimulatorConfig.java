package city.ioc.sim;

import city.ioc.contracts.config.SettingKey;
import city.ioc.contracts.config.Settings;
import city.ioc.contracts.time.CityClock;
import city.ioc.sim.device.BrokerAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Settings of the simulator, read once.
 *
 * @param home state folder; the ground truth goes to {@code ground-truth/} in it
 * @param city folder of the city's files, with {@code simulation.json}
 * @param rates changes to the rates of the simulation file
 * @param credentials file of the devices' passwords; without it they use {@code account}, without that none
 * @param metricsPort 0: none
 */
record SimulatorConfig(
        Path home,
        Path city,
        long seed,
        Optional<String> rates,
        BrokerAddress broker,
        Optional<Path> credentials,
        Optional<Account> account,
        CityClock clock,
        int metricsPort) {

    /** User and password that all devices share. */
    record Account(String user, String password) {}

    private static final URI NO_BROKER = URI.create("tcp://127.0.0.1:1883");

    /** @throws IllegalArgumentException naming every fault */
    static SimulatorConfig from(Map<String, String> environment) {
        Settings settings = Settings.of(environment);
        Optional<Path> credentials =
                settings.find(SettingKey.IOC_DEVICE_CREDENTIALS).map(Path::of);
        credentials
                .filter(file -> !Files.isReadable(file))
                .ifPresent(file -> settings.fault("IOC_DEVICE_CREDENTIALS: " + file + " cannot be read"));
        settings.require(SettingKey.IOC_MQTT_URL);
        SimulatorConfig config = new SimulatorConfig(
                settings.folder(SettingKey.IOC_HOME, Path.of(".ioc")),
                Path.of(settings.require(SettingKey.IOC_CITY)),
                settings.parse(SettingKey.IOC_SEED, 1L, "a whole number", Long::parseLong),
                settings.find(SettingKey.IOC_SIM_RATES),
                new BrokerAddress(
                        settings.parse(
                                SettingKey.IOC_MQTT_URL,
                                NO_BROKER,
                                "tcp://host:port or ssl://host:port",
                                SimulatorConfig::broker),
                        settings.find(SettingKey.IOC_MQTT_CA).map(Path::of)),
                credentials,
                settings.find(SettingKey.IOC_MQTT_USER)
                        .map(user -> new Account(user, settings.text(SettingKey.IOC_MQTT_PASSWORD, ""))),
                clock(settings),
                settings.number(SettingKey.IOC_METRICS_PORT, 0, 0, 65_535));
        settings.check();
        return config;
    }

    private static URI broker(String text) {
        URI url = URI.create(text);
        boolean known = "tcp".equals(url.getScheme()) || "ssl".equals(url.getScheme());
        if (!known || url.getHost() == null || url.getPort() < 1) throw new IllegalArgumentException(text);
        return url;
    }

    private static CityClock clock(Settings settings) {
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
