package city.ioc.sim.launch;

import city.ioc.contracts.city.City;
import city.ioc.contracts.city.CityException;
import city.ioc.contracts.city.CityFiles;
import city.ioc.contracts.id.GatewayId;
import city.ioc.local.LocalBroker;
import city.ioc.local.ServiceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * {@code ./ioc deploy-state FOLDER}: writes the accounts, passwords and keys of a production deployment of the city at IOC_CITY.
 * What exists keeps its password.
 */
public final class DeployStateMain {
    private DeployStateMain() {}

    public static void main(String[] args) {
        try {
            if (args.length != 1) throw new IllegalArgumentException("which folder?");
            LauncherConfig config = LauncherConfig.from(System.getenv(), List.of());
            City city = CityFiles.read(config.city());
            write(city, config.gateway(), Path.of(args[0]).toAbsolutePath());
            System.out.println("accounts of " + CityAccounts.listConnected(city).size() + " devices, of gateway "
                    + config.gateway() + " and of the core are in " + args[0]);
        } catch (LaunchException | ServiceException | CityException | IllegalArgumentException e) {
            System.err.println("ioc: " + e.getMessage());
            System.exit(1);
        }
    }

    static void write(City city, GatewayId gateway, Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new LaunchException(folder + " cannot be made: " + e, e);
        }
        Secrets secrets = new Secrets(folder);
        Map<String, String> devices = secrets.passwords(
                "devices",
                CityAccounts.listConnected(city).stream()
                        .map(device -> device.id().value())
                        .toList());
        Map<String, String> services = secrets.passwords("accounts", CityAccounts.services(gateway));
        LocalBroker.writeAccounts(folder.resolve("broker"), CityAccounts.of(city, gateway, devices, services));
        String database = secrets.password("database");
        secrets.keyFile("jwt");
        String databaseLines = "IOC_DB_USER=ioc\nIOC_DB_PASSWORD=" + database + "\n";
        StateFolder.writeSecret(folder.resolve("database.env"), "POSTGRES_PASSWORD=" + database + "\n");
        StateFolder.writeSecret(folder.resolve("core.env"), databaseLines + brokerLines(CityAccounts.CORE, services));
        StateFolder.writeSecret(
                folder.resolve("gateway.env"),
                "IOC_GATEWAY_ID=" + gateway + "\n" + brokerLines(gateway.value(), services));
        StateFolder.writeSecret(folder.resolve("vision.env"), brokerLines(CityAccounts.VISION, services));
        StateFolder.writeSecret(folder.resolve("api.env"), databaseLines);
    }

    private static String brokerLines(String account, Map<String, String> services) {
        return "IOC_MQTT_USER=" + account + "\nIOC_MQTT_PASSWORD=" + services.get(account) + "\n";
    }
}
