package city.ioc.measures.log;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.city.City;
import city.ioc.contracts.city.CityFiles;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.SignalGroup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SignalSiteTest {
    private static final int WALK = 21;
    private static final int PRESS = 90;

    private static final City CITY = CityFiles.read(Path.of("../cities/vi-thanh"));
    private static final IntersectionId PLACE = new IntersectionId("vt-13");
    private static final Intersection INTERSECTION = CITY.intersections().stream()
            .filter(each -> each.id().equals(PLACE))
            .findFirst()
            .orElseThrow();

    private static Intersection with(SignalGroup more) {
        Intersection x = INTERSECTION;
        List<SignalGroup> groups = new ArrayList<>(x.groups());
        groups.add(more);
        return new Intersection(
                x.id(),
                x.name(),
                x.ward(),
                x.at(),
                x.control(),
                x.controller(),
                x.approaches(),
                groups,
                x.conflicts(),
                x.intergreens(),
                x.stages(),
                x.maxStage(),
                x.plans(),
                x.schedule(),
                x.validFrom(),
                x.validTo());
    }

    private static SignalGroup pedestrians(int number) {
        return new SignalGroup(
                new SignalGroupId("w" + number),
                number,
                SignalGroup.Kind.PEDESTRIAN,
                List.of(),
                Optional.empty(),
                Duration.ofSeconds(6),
                Duration.ofSeconds(120),
                Duration.ZERO,
                Duration.ofSeconds(9));
    }

    @Test
    void loopsAtTheStopLineTellPresenceAndThoseUpstreamArrivals() {
        SignalSite site = new SignalSite(INTERSECTION, CITY.listDevicesAt(PLACE));
        Set<Integer> vehicles = INTERSECTION.groups().stream()
                .filter(group -> group.kind() == SignalGroup.Kind.VEHICLE)
                .map(SignalGroup::number)
                .collect(Collectors.toSet());
        assertThat(site.detectors().groups(DetectorFunction.ADVANCE)).isEqualTo(vehicles);
        assertThat(site.detectors().groups(DetectorFunction.PRESENCE)).isEqualTo(vehicles);
        assertThat(site.detectors().groups(DetectorFunction.YELLOW_RED)).isEmpty();
    }

    @Test
    void aPressIsOfTheGroupOfItsButton() {
        Device button = CITY.listDevicesAt(PLACE).stream()
                .filter(device -> device.kind() == Device.Kind.PEDESTRIAN_BUTTON)
                .filter(device -> device.group().equals(Optional.of(new SignalGroupId("p12"))))
                .findFirst()
                .orElseThrow();
        int channel = button.channel().orElseThrow();
        SignalSite site = new SignalSite(INTERSECTION, List.of(button));
        assertThat(site.parameter(PRESS, channel)).isEqualTo(12);
        assertThat(site.parameter(PRESS, 99)).as("of no button of ours").isEqualTo(99);
        assertThat(site.parameter(WALK, 12)).isEqualTo(12);
        assertThat(site.parameter(82, channel)).as("a loop").isEqualTo(channel);
    }

    @Test
    void aLogMayNumberWalksAsTheVehiclesBesideThem() {
        SignalSite site = new SignalSite(with(pedestrians(202)), List.of());
        assertThat(site.parameter(WALK, 2)).as("2 is for vehicles").isEqualTo(202);
        assertThat(site.parameter(WALK, 6)).as("no group 206 is here").isEqualTo(6);
    }

    @Test
    void eventsOfOneMomentArePutInOrderAndRepeatsLeftOut() {
        List<LogEvent> ordered = new ArrayList<>();
        TimeOrder order = new TimeOrder(ordered::add);
        List.of(
                        new LogEvent(1, 82, 3),
                        new LogEvent(2, 82, 3),
                        new LogEvent(2, 1, 2),
                        new LogEvent(2, 82, 3),
                        new LogEvent(5, 8, 2))
                .forEach(order::add);
        order.finish();
        assertThat(ordered)
                .containsExactly(
                        new LogEvent(1, 82, 3), new LogEvent(2, 1, 2), new LogEvent(2, 82, 3), new LogEvent(5, 8, 2));
    }
}
