package city.ioc.sim.attach;

import city.ioc.contracts.config.ClockSettings;
import city.ioc.contracts.config.SettingKey;
import city.ioc.contracts.config.Settings;
import city.ioc.contracts.time.CityClock;
import city.ioc.mqtt.MqttLinkOptions;
import city.ioc.sim.device.BrokerAddress;
import city.ioc.sim.device.FieldSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Settings of the tools that attach to a running city: replay and load. {@code ./ioc} hands them the commissioning account.
 *
 * @param api address of the centre's interface
 * @param logins file of the first-run logins, where there is one
 */
public record ToolConfig(
        BrokerAddress broker,
        Optional<String> user,
        Optional<String> password,
        URI api,
        Optional<Path> logins,
        CityClock clock) {

    /** @throws IllegalArgumentException naming every fault */
    public static ToolConfig from(Map<String, String> environment) {
        Settings settings = Settings.of(environment);
        String host = settings.text(SettingKey.IOC_BIND, "127.0.0.1");
        int port = settings.number(SettingKey.IOC_PORT, 8080, 1, 65_535);
        ToolConfig config = new ToolConfig(
                FieldSettings.broker(settings),
                settings.find(SettingKey.IOC_MQTT_USER),
                settings.find(SettingKey.IOC_MQTT_PASSWORD),
                URI.create("http://" + (host.equals("0.0.0.0") ? "127.0.0.1" : host) + ":" + port),
                settings.find(SettingKey.IOC_FIRST_RUN_LOGINS).map(Path::of),
                ClockSettings.read(settings));
        settings.check();
        return config;
    }

    /**
     * The administrator of the first-run logins.
     *
     * @throws IOException when there is no such file or nobody in it
     */
    public CentreClient.Login firstAdministrator() throws IOException {
        if (logins.isEmpty()) throw new IOException("who logs in? give --user and --password, or IOC_FIRST_RUN_LOGINS");
        for (String line : Files.readAllLines(logins.get())) {
            String[] words = line.strip().split("\\s+", -1);
            if (words.length == 3 && words[2].equals("ADMINISTRATOR"))
                return new CentreClient.Login(words[0], words[1]);
        }
        throw new IOException(logins.get() + " names no administrator; give --user and --password");
    }

    /** How to reach the broker with the tool's account. */
    public MqttLinkOptions.Builder brokerOptions(String clientId) {
        return MqttLinkOptions.to(broker.url(), clientId)
                .credentials(user, password)
                .caFile(broker.caFile());
    }
}
