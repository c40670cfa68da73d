package city.ioc.sim.launch;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.city.City;
import city.ioc.contracts.city.CityFiles;
import city.ioc.contracts.id.GatewayId;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.wire.Topics;
import city.ioc.local.BrokerAccount;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CityAccountsTest {
    private final City city =
            CityFiles.read(Path.of("..").toAbsolutePath().normalize().resolve("cities/vi-thanh"));
    private final Map<String, BrokerAccount> accounts = CityAccounts.of(
                    city,
                    new GatewayId("gw-1"),
                    CityAccounts.listConnected(city).stream()
                            .collect(Collectors.toMap(device -> device.id().value(), device -> "secret")),
                    CityAccounts.services(new GatewayId("gw-1")).stream()
                            .collect(Collectors.toMap(account -> account, account -> "secret")))
            .stream()
            .collect(Collectors.toMap(BrokerAccount::user, account -> account));

    @Test
    void aControllerSpeaksForItsDetectorsAndHearsItsCommands() {
        Device controller = any(Device.Kind.CONTROLLER);
        List<Device> carried = city.devices().stream()
                .filter(device -> device.speaksThrough().equals(Optional.of(controller.id())))
                .toList();
        BrokerAccount account = account(controller);
        assertThat(carried).isNotEmpty();
        assertThat(account.mayPublish()).hasSize(2 * (carried.size() + 1)).allMatch(topic -> !topic.contains("+"));
        for (Device detector : carried)
            assertThat(account.mayPublish()).contains(Topics.fieldUp(detector.site(), detector.id()));
        assertThat(account.maySubscribe()).containsExactly(Topics.fieldDown(controller.site(), controller.id()));
    }

    @Test
    void aRadarSpeaksForItselfAndHearsNothing() {
        Device radar = any(Device.Kind.RADAR);
        assertThat(account(radar).mayPublish())
                .containsExactly(Topics.fieldUp(radar.site(), radar.id()), Topics.fieldLink(radar.site(), radar.id()));
        assertThat(account(radar).maySubscribe()).isEmpty();
    }

    @Test
    void detectorsThatSpeakThroughAControllerHaveNoAccount() {
        assertThat(city.devices())
                .filteredOn(device -> device.speaksThrough().isPresent())
                .isNotEmpty()
                .allMatch(device -> !accounts.containsKey(device.id().value()));
    }

    @Test
    void onlyTheGatewayMayCommandAControllerAndOnlyTheCoreMayAcknowledge() {
        assertThat(accounts.values().stream()
                        .filter(account -> account.mayPublish().stream().anyMatch(topic -> topic.endsWith("/down")))
                        .map(BrokerAccount::user))
                .containsExactly("gw-1");
        assertThat(accounts.values().stream()
                        .filter(account -> account.mayPublish().stream().anyMatch(topic -> topic.contains("/ack/")))
                        .map(BrokerAccount::user))
                .containsExactly("core");
    }

    @Test
    void picturesAreHeardByWhoWatchesCamerasAloneAndItSpeaksForNoOtherDevice() {
        assertThat(accounts.values().stream()
                        .filter(account -> account.maySubscribe().stream().anyMatch(topic -> topic.endsWith("/frame")))
                        .map(BrokerAccount::user))
                .containsExactly("vision");
        List<String> cameras = city.devices().stream()
                .filter(device -> device.kind() == Device.Kind.CAMERA)
                .map(device -> Topics.fieldUp(device.site(), device.id()))
                .toList();
        BrokerAccount vision = Objects.requireNonNull(accounts.get(CityAccounts.VISION));
        assertThat(vision.mayPublish())
                .filteredOn(topic -> topic.startsWith("field/"))
                .containsExactlyElementsOf(cameras);
    }

    private Device any(Device.Kind kind) {
        return city.devices().stream()
                .filter(device -> device.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    private BrokerAccount account(Device device) {
        BrokerAccount account = accounts.get(device.id().value());
        if (account == null) throw new AssertionError("no account for " + device.id());
        return account;
    }
}
