package city.ioc.sim.device;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.city.City;
import city.ioc.contracts.city.CityFiles;
import city.ioc.contracts.field.ControllerReport;
import city.ioc.contracts.field.DetectorReadings;
import city.ioc.contracts.field.DeviceMessage;
import city.ioc.contracts.field.EnvironmentReadings;
import city.ioc.contracts.field.PriorityCall;
import city.ioc.contracts.field.SignalEvents;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.wire.DeviceWire;
import city.ioc.contracts.wire.WireException;
import city.ioc.sim.traffic.EnvironmentModel;
import city.ioc.sim.traffic.SimulationSettings;
import city.ioc.sim.traffic.StreetTraffic;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** Streets and devices of the demo city together, without threads, sockets or clocks. */
class SimulatedCityTest {
    /** A Monday at 07:20 local time. */
    private static final Instant START = Instant.parse("2026-11-23T00:20:00Z");

    private static final Path FOLDER = Path.of("..", "cities", "vi-thanh");

    private final City city = CityFiles.read(FOLDER);
    private final SimulationSettings settings = SimulationSettings.read(FOLDER, city);

    private record Life(List<DeviceMessage> messages, long checksum) {}

    @Test
    void everyDeviceOfTheCitySpeaksAndTheSameSeedSaysTheSame() {
        Life life = live(3, 1);
        Set<String> speaking = new HashSet<>();
        life.messages().forEach(message -> speaking.add(message.device().value()));
        assertThat(speaking)
                .containsAll(city.devices().stream()
                        .map(device -> device.id().value())
                        .toList());
        assertThat(live(3, 1).checksum()).isEqualTo(life.checksum());
        assertThat(live(3, 2).checksum()).isNotEqualTo(life.checksum());
    }

    @Test
    void devicesSendWhatTheirKindSends() {
        Set<String> channels = new HashSet<>();
        for (DeviceMessage message : live(2, 1).messages()) {
            Device device = city.findDevice(message.device()).orElseThrow();
            boolean fits = switch (message.body()) {
                case SignalEvents events -> {
                    events.events().stream()
                            .filter(event -> event.code() == 82)
                            .forEach(event -> channels.add(device.site() + "/" + event.parameter()));
                    yield device.kind() == Device.Kind.CONTROLLER;
                }
                case PriorityCall call ->
                    device.kind() == Device.Kind.CONTROLLER
                            && city.findIntersection(device.site())
                                    .flatMap(x -> x.findGroup(call.group()))
                                    .isPresent();
                case ControllerReport report -> device.kind() == Device.Kind.CONTROLLER;
                case DetectorReadings readings -> device.kind().isDetector() || device.kind() == Device.Kind.RADAR;
                case EnvironmentReadings readings -> device.kind().isEnvironment();
                default -> device.kind() == Device.Kind.CAMERA;
            };
            assertThat(fits).as("%s of %s", message.body(), device.kind()).isTrue();
        }
        // In the morning peak most loops see somebody within two minutes.
        assertThat(channels.size())
                .isGreaterThan((int) city.devices().stream()
                                .filter(device -> device.kind() == Device.Kind.STOP_LINE_DETECTOR)
                                .count()
                        / 2);
    }

    private Life live(int minutes, long seed) {
        List<DeviceMessage> messages = new ArrayList<>();
        CRC32 checksum = new CRC32();
        EnvironmentModel environment = new EnvironmentModel(seed, city.timeZone());
        Field field = new Field(
                city,
                new FaultPlan(settings.deviceFaults(), START),
                (sensor, metric, now) -> environment.valueAt(sensor.id().value(), metric, now),
                1,
                START,
                device -> (topic, payload, now) -> {
                    checksum.update(payload);
                    messages.add(decode(payload));
                });
        StreetTraffic traffic = StreetTraffic.create(city, settings, seed, START);
        LampBoard lamps = new LampBoard();
        while (traffic.now().isBefore(START.plusSeconds(minutes * 60L))) {
            Instant next = traffic.now().plus(Street.STEP);
            field.tick(next.minus(SignalController.TICK));
            field.tick(next);
            lamps.show(field.lamps());
            lamps.look();
            traffic.step(lamps);
            field.observe(new StreetStep(
                    traffic.now(), traffic.detectors(), traffic.radars(), traffic.presses(), traffic.callers()));
        }
        return new Life(messages, checksum.getValue());
    }

    private static DeviceMessage decode(byte[] payload) {
        try {
            return DeviceWire.decode(payload);
        } catch (WireException e) {
            throw new AssertionError(e);
        }
    }
}
