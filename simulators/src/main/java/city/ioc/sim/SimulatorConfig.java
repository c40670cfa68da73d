package city.ioc.sim;

import city.ioc.contracts.config.ClockSettings;
import city.ioc.contracts.config.SettingKey;
import city.ioc.contracts.config.Settings;
import city.ioc.contracts.time.CityClock;
import city.ioc.sim.device.BrokerAddress;
import city.ioc.sim.device.FieldSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Settings of the simulator, read once.
 *
 * @param home state folder; the ground truth of run n goes to {@code ground-truth/n.jsonl} in it
 * @param city folder of the city's files, with {@code simulation.json} where no SUMO scenario is the street
 * @param sumo folder of the SUMO scenario that is the street
 * @param sumoUntil second of SUMO's run at which it begins anew
 * @param rates changes to the rates of the simulation file
 * @param credentials file of the devices' passwords; without it they use {@code account}, without that none
 * @param cameras how many cameras send pictures, {@code picturesPerSecond} each
 * @param metricsPort 0: none
 */
record SimulatorConfig(
        Path home,
        Path city,
        Optional<Path> sumo,
        Optional<Double> sumoUntil,
        long seed,
        Optional<String> rates,
        BrokerAddress broker,
        Optional<Path> credentials,
        Optional<Account> account,
        CityClock clock,
        int cameras,
        int picturesPerSecond,
        int metricsPort) {

    /** User and password that all devices share. */
    record Account(String user, String password) {}

    /** @throws IllegalArgumentException naming every fault */
    static SimulatorConfig from(Map<String, String> environment) {
        Settings settings = Settings.of(environment);
        Optional<Path> credentials =
                settings.find(SettingKey.IOC_DEVICE_CREDENTIALS).map(Path::of);
        credentials
                .filter(file -> !Files.isReadable(file))
                .ifPresent(file -> settings.fault("IOC_DEVICE_CREDENTIALS: " + file + " cannot be read"));
        SimulatorConfig config = new SimulatorConfig(
                settings.folder(SettingKey.IOC_HOME, Path.of(".ioc")),
                Path.of(settings.require(SettingKey.IOC_CITY)),
                settings.find(SettingKey.IOC_SUMO).map(Path::of),
                settings.parse(
                        SettingKey.IOC_SUMO_UNTIL,
                        Optional.<Double>empty(),
                        "a number of seconds above 0",
                        SimulatorConfig::seconds),
                settings.parse(SettingKey.IOC_SEED, 1L, "a whole number", Long::parseLong),
                settings.find(SettingKey.IOC_SIM_RATES),
                FieldSettings.broker(settings),
                credentials,
                settings.find(SettingKey.IOC_MQTT_USER)
                        .map(user -> new Account(user, settings.text(SettingKey.IOC_MQTT_PASSWORD, ""))),
                ClockSettings.read(settings),
                settings.number(SettingKey.IOC_SIM_CAMERAS, 2, 0, 64),
                settings.number(SettingKey.IOC_SIM_CAMERA_FPS, 5, 1, 5),
                settings.number(SettingKey.IOC_METRICS_PORT, 0, 0, 65_535));
        settings.check();
        return config;
    }

    private static Optional<Double> seconds(String text) {
        double seconds = Double.parseDouble(text);
        if (!(seconds > 0)) throw new IllegalArgumentException(text);
        return Optional.of(seconds);
    }
}
