package city.ioc.sim.replay;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.city.City;
import city.ioc.contracts.city.CityCheck;
import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.city.Site;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.GeoPoint;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.LocalName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObservedSiteTest {
    @TempDir
    Path folder;

    private Site site;

    @BeforeEach
    void makeTheSiteOfTheLog() throws IOException {
        EventLog log = EventLog.read(RecordedStreet.write(folder, "e.csv", RecordedStreet.EVENTS, false));
        DetectorTable table =
                DetectorTable.read(RecordedStreet.write(folder, "d.csv", RecordedStreet.DETECTORS, false), "915");
        site = ObservedSite.of(
                log, table, "Ngã tư 915", "vi-thanh", new GeoPoint(9.79, 105.48), LocalDate.parse("2026-01-01"));
    }

    @Test
    void groupsAreThePhasesOverlapsAndPedestriansOfTheLogWithTheTimesSeen() {
        assertThat(site.intersection().groups())
                .extracting(group -> group.id() + " " + group.number() + " " + group.kind() + " "
                        + group.minGreen().toSeconds() + "/"
                        + group.endOfGreen().toMillis())
                .containsExactly(
                        "p2 2 VEHICLE 14/4000",
                        "p4 4 VEHICLE 14/3500",
                        "p6 6 VEHICLE 14/4000",
                        "o1 101 VEHICLE 14/3500",
                        "w4 204 PEDESTRIAN 7/8000");
    }

    @Test
    void stagesAreThePhasesThatWereGreenTogether() {
        assertThat(site.intersection().stages())
                .extracting(stage -> stage.id() + " " + stage.groups())
                .containsExactly("s2-6 [p2, p6]", "s4 [p4]");
    }

    @Test
    void aVehicleIsCountedByOneChannelOfItsPhase() {
        assertThat(site.devices())
                .filteredOn(device -> device.kind().isDetector())
                .extracting(device -> device.id() + " " + device.kind() + " "
                        + device.approach().map(Object::toString).orElse("-"))
                .containsExactly(
                        "915-d10 STOP_LINE_DETECTOR -",
                        "915-d11 STOP_LINE_DETECTOR a2",
                        "915-d12 STOP_LINE_DETECTOR -",
                        "915-d13 ADVANCE_DETECTOR a2",
                        "915-d14 STOP_LINE_DETECTOR a4",
                        "915-b4 PEDESTRIAN_BUTTON -");
    }

    @Test
    void theSiteIsOneTheCentreOnlyWatchesAndACityTakesIt() throws IOException {
        assertThat(site.intersection().control()).isEqualTo(Intersection.Control.OBSERVED);
        assertThat(site.intersection().id().value()).isEqualTo("x-915");
        assertThat(site.devices().getFirst().kind()).isEqualTo(Device.Kind.CONTROLLER);
        assertThat(site.devices()).allMatch(device -> device.reportEvery().compareTo(Duration.ofMinutes(1)) >= 0);
        City city = new City(
                        "c",
                        new LocalName("c", "c"),
                        ZoneId.of("Asia/Ho_Chi_Minh"),
                        new GeoPoint(9.784, 105.47),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of())
                .with(site);
        assertThat(CityCheck.check(city)).isEmpty();
        String json = CityJson.mapper().writeValueAsString(site);
        assertThat(CityJson.mapper().readValue(json, Site.class)).isEqualTo(site);
    }
}
