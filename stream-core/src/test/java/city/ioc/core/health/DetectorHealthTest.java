package city.ioc.core.health;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.field.DetectorReading;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.GeoPoint;
import city.ioc.contracts.street.LocalName;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DetectorHealthTest {
    /** 8:00 local. */
    private static final Instant T0 = Instant.parse("2026-03-02T01:00:00Z");

    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private DetectorHealth health = detector(Device.Kind.STOP_LINE_DETECTOR);

    @Test
    void aDetectorThatCountsTrafficIsSound() {
        for (int s = 0; s < 1800; s += 10) {
            health.observe(true, at(s));
            health.observe(false, at(s + 0.5));
            reading(s + 10, 1 + s % 3, 0.05 + s % 7 * 0.01);
            assertThat(judge(s + 10)).isEqualTo("sound");
        }
    }

    @Test
    void aDetectorThatStaysOccupiedIsLockedOn() {
        health.observe(true, at(0));
        assertThat(judge(299)).isEqualTo("sound");
        assertThat(judge(300)).isEqualTo("LOCKED_ON");
    }

    @Test
    void aQueueThatStandsThroughARedIsNotLockedOn() {
        for (int s = 0; s < 1200; s += 120) {
            health.observe(true, at(s));
            assertThat(judge(s + 115)).isEqualTo("sound");
            health.observe(false, at(s + 118));
        }
    }

    @Test
    void aDetectorThatReportsFullOccupancyWithoutVehiclesIsLockedOn() {
        for (int s = 10; s <= 310; s += 10) reading(s, 0, 1);
        assertThat(judge(310)).isEqualTo("LOCKED_ON");
    }

    @Test
    void aButtonIsLockedOnSooner() {
        health = detector(Device.Kind.PEDESTRIAN_BUTTON);
        health.observe(true, at(0));
        assertThat(judge(120)).isEqualTo("LOCKED_ON");
    }

    @Test
    void aDetectorThatSwitchesFasterThanVehiclesChatters() {
        for (int i = 0; i < 200; i++) {
            health.observe(true, at(i * 0.2));
            health.observe(false, at(i * 0.2 + 0.03));
        }
        assertThat(judge(40)).isEqualTo("CHATTER");
    }

    @Test
    void aPlatoonOfMotorcyclesIsNoChatter() {
        for (int i = 0; i < 90; i++) {
            health.observe(true, at(i * 0.35));
            health.observe(false, at(i * 0.35 + 0.2));
        }
        assertThat(judge(32)).isEqualTo("sound");
    }

    @Test
    void silenceWhileNeighboursCountIsNoHits() {
        health.observe(true, at(0));
        health.observe(false, at(1));
        for (int s = 60; s <= 540; s += 60) {
            health.neighbours(10);
            assertThat(judge(s)).isEqualTo("sound");
        }
        health.neighbours(10);
        assertThat(judge(601)).isEqualTo("NO_HITS");
    }

    @Test
    void silenceOfAWholeStreetIsNoHitsOnlyAfterHours() {
        health.observe(true, at(0));
        health.observe(false, at(1));
        assertThat(judge(3600)).isEqualTo("sound");
        assertThat(judge(2 * 3600 + 1)).isEqualTo("NO_HITS");
    }

    @Test
    void atNightAStreetMayBeEmptyForLonger() {
        Instant evening = Instant.parse("2026-03-02T15:00:00Z");
        health.observe(true, evening);
        health.observe(false, evening.plusSeconds(1));
        assertThat(health.judge(evening.plus(Duration.ofHours(5))).isSound()).isTrue();
    }

    @Test
    void nobodyHasToPressAButton() {
        health = detector(Device.Kind.PEDESTRIAN_BUTTON);
        health.observe(true, at(0));
        health.observe(false, at(1));
        health.neighbours(1000);
        assertThat(judge(50_000)).isEqualTo("sound");
    }

    @Test
    void figuresThatRepeatThemselvesAreNoChange() {
        for (int s = 10; s <= 130; s += 10) reading(s, 4, 0.2);
        assertThat(judge(130)).isEqualTo("NO_CHANGE");
    }

    @Test
    void anEmptyRoadMayRepeatItself() {
        for (int s = 10; s <= 600; s += 10) reading(s, 0, 0);
        assertThat(judge(600)).isEqualTo("sound");
    }

    @Test
    void moreVehiclesThanALaneCarriesAreImplausible() {
        reading(10, 55, 0.5);
        reading(20, 56, 0.5);
        assertThat(judge(20)).isEqualTo("sound");
        reading(30, 57, 0.5);
        assertThat(judge(30)).isEqualTo("IMPLAUSIBLE");
    }

    @Test
    void vehiclesThatOccupyNothingAreImplausible() {
        for (int s = 10; s <= 30; s += 10) reading(s, 7 + s / 10, 0);
        assertThat(judge(30)).isEqualTo("IMPLAUSIBLE");
    }

    @Test
    void aFaultEndsOnceTheDetectorHasBehavedForAWhile() {
        health.observe(true, at(0));
        assertThat(judge(300)).isEqualTo("LOCKED_ON");
        health.observe(false, at(301));
        assertThat(judge(310)).isEqualTo("LOCKED_ON");
        assertThat(judge(479)).isEqualTo("LOCKED_ON");
        assertThat(judge(480)).isEqualTo("sound");
    }

    @Property(tries = 50, seed = "5")
    void plausibleTrafficNeverMakesAFault(@ForAll long seed) {
        DetectorHealth any = detector(Device.Kind.STOP_LINE_DETECTOR);
        Random random = new Random(seed);
        double t = 0;
        double reported = 0;
        int count = 0;
        double occupied = 0;
        while (t < 3600) {
            t += 0.3 + random.nextExponential() * 8;
            any.observe(true, at(t));
            double on = 0.15 + random.nextDouble() * 3;
            any.observe(false, at(t + on));
            t += on;
            count++;
            occupied += on;
            while (t >= reported + 60) {
                reported += 60;
                any.observe(new DetectorReading(
                        any.device().id(),
                        at(reported),
                        Duration.ofSeconds(60),
                        count,
                        OptionalDouble.of(Math.min(1, occupied / 60)),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        Optional.empty()));
                count = 0;
                occupied = 0;
            }
            assertThat(any.judge(at(t)).isSound()).isTrue();
        }
    }

    private String judge(double second) {
        return health.judge(at(second)).fault().map(DetectorFault::name).orElse("sound");
    }

    private void reading(double second, int vehicles, double occupancy) {
        health.observe(new DetectorReading(
                health.device().id(),
                at(second),
                Duration.ofSeconds(10),
                vehicles,
                OptionalDouble.of(occupancy),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.empty()));
    }

    private static DetectorHealth detector(Device.Kind kind) {
        return new DetectorHealth(
                new Device(
                        new DeviceId("d"),
                        kind,
                        new LocalName("d", "d"),
                        new IntersectionId("x"),
                        new GeoPoint(9.78, 105.47),
                        Optional.empty(),
                        Optional.of(1),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ofSeconds(10),
                        List.of(),
                        LocalDate.of(2025, 1, 1),
                        Optional.empty()),
                ZONE);
    }

    private static Instant at(double second) {
        return T0.plusMillis(Math.round(second * 1000));
    }
}
