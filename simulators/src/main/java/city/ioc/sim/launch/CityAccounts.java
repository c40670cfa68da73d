package city.ioc.sim.launch;

import city.ioc.contracts.city.City;
import city.ioc.contracts.id.GatewayId;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.wire.Topics;
import city.ioc.local.BrokerAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who of a city may say and hear what at the broker. */
final class CityAccounts {
    static final String CORE = "core";
    static final String COMMISSIONING = "commissioning";
    static final String VISION = "vision";

    private CityAccounts() {}

    /** The accounts that are not of devices. */
    static List<String> services(GatewayId gateway) {
        return List.of(gateway.value(), CORE, VISION, COMMISSIONING);
    }

    /** Devices with a connection of their own. */
    static List<Device> listConnected(City city) {
        return city.devices().stream()
                .filter(device -> device.speaksThrough().isEmpty())
                .toList();
    }

    /**
     * @param passwords of devices by code
     * @param services of the gateway, the core, the cameras' process and commissioning by account
     */
    static List<BrokerAccount> of(
            City city, GatewayId gateway, Map<String, String> passwords, Map<String, String> services) {
        List<BrokerAccount> accounts = new ArrayList<>();
        for (Device device : listConnected(city)) {
            String user = device.id().value();
            if (services.containsKey(user))
                throw new LaunchException("device " + user + " has the name of a service's account at the broker");
            accounts.add(device(city, device, passwordOf(user, passwords)));
        }
        accounts.add(new BrokerAccount(
                gateway.value(),
                passwordOf(gateway.value(), services),
                List.of("field/+/+/down", "ioc/v1/event/+/" + gateway, Topics.status(gateway)),
                List.of(
                        Topics.ALL_FIELD_UP,
                        Topics.ALL_FIELD_LINK,
                        Topics.ack(gateway),
                        Topics.command(gateway),
                        Topics.ALL_SITES)));
        accounts.add(new BrokerAccount(
                CORE,
                passwordOf(CORE, services),
                List.of("ioc/v1/ack/+", "ioc/v1/command/+", Topics.ALL_SITES, Topics.EVIDENCE_REQUEST),
                List.of("ioc/v1/event/#", Topics.ALL_GATEWAY_STATUS, Topics.ALL_SITES, Topics.EVIDENCE_CASE)));
        accounts.add(new BrokerAccount(
                VISION,
                passwordOf(VISION, services),
                mayPublishForCameras(city),
                List.of(Topics.ALL_FIELD_FRAMES, Topics.EVIDENCE_REQUEST)));
        accounts.add(new BrokerAccount(
                COMMISSIONING,
                passwordOf(COMMISSIONING, services),
                List.of(Topics.ALL_FIELD_UP, Topics.ALL_FIELD_LINK),
                List.of("field/+/+/down")));
        return accounts;
    }

    /** Who watches the cameras speaks in their names, and in nobody else's. */
    private static List<String> mayPublishForCameras(City city) {
        List<String> topics = new ArrayList<>(List.of(Topics.EVIDENCE_CASE));
        for (Device device : city.devices())
            if (device.kind() == Device.Kind.CAMERA) topics.add(Topics.fieldUp(device.site(), device.id()));
        return topics;
    }

    /** A device speaks for itself and for those that speak through it; a camera shows pictures; only a controller is spoken to. */
    private static BrokerAccount device(City city, Device device, String password) {
        List<String> mayPublish = new ArrayList<>();
        for (Device each : city.devices()) {
            boolean carried = each.speaksThrough().equals(Optional.of(device.id()));
            if (carried || each.id().equals(device.id())) {
                mayPublish.add(Topics.fieldUp(each.site(), each.id()));
                mayPublish.add(Topics.fieldLink(each.site(), each.id()));
            }
        }
        if (device.kind() == Device.Kind.CAMERA) mayPublish.add(Topics.fieldFrame(device.site(), device.id()));
        List<String> maySubscribe = device.kind() == Device.Kind.CONTROLLER
                ? List.of(Topics.fieldDown(device.site(), device.id()))
                : List.of();
        return new BrokerAccount(device.id().value(), password, mayPublish, maySubscribe);
    }

    private static String passwordOf(String account, Map<String, String> passwords) {
        String password = passwords.get(account);
        if (password == null) throw new IllegalArgumentException("no password was made for " + account);
        return password;
    }
}
