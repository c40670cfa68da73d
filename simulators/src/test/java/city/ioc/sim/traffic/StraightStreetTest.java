package city.ioc.sim.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import city.ioc.contracts.live.Lamp;
import city.ioc.contracts.street.VehicleClass;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What single streams of vehicles do at one signal. */
class StraightStreetTest {
    @Test
    void aFreeCarTakesAboutAsLongAsTheLimitSays() {
        StraightStreet street = StraightStreet.of(40, VehicleClass.CAR);
        street.run(3600);
        double seconds = 1000 / (50 / 3.6) / 0.95; // drivers keep to about 95 % of the limit
        double mean = street.traffic.counts().present()
                * 3600.0
                / street.traffic.counts().entered();
        assertThat(street.traffic.counts().entered()).isGreaterThan(20);
        assertThat(meanTravelS()).isCloseTo(seconds, within(seconds * 0.12));
        assertThat(mean).isLessThan(600);
    }

    @Test
    void aQueueOfCarsDischargesAtAPlausibleSaturationFlow() {
        assertThat(saturationFlow(VehicleClass.CAR)).isBetween(1500.0, 2200.0);
    }

    @Test
    void aMotorcycleTakesBetweenASixthAndAThirdOfACar() {
        double pcu = saturationFlow(VehicleClass.CAR) / saturationFlow(VehicleClass.MOTORCYCLE);
        assertThat(pcu).isBetween(0.15, 0.35);
    }

    @Test
    void nobodyPassesAtRed() {
        StraightStreet street = StraightStreet.of(600, VehicleClass.MOTORCYCLE);
        street.lamp = Lamp.RED;
        street.run(300);
        assertThat(street.traffic.counts().stopLinesPassed()).isZero();
        assertThat(street.traffic.counts().left()).isZero();
    }

    @Test
    void redRunnersDo() {
        StraightStreet street =
                new StraightStreet(300, Map.of(VehicleClass.MOTORCYCLE, 1.0), new SimulationSettings.Rates(1, 0, 0, 0));
        street.lamp = Lamp.RED;
        street.run(300);
        assertThat(street.traffic.counts().redRunners()).isPositive();
        assertThat(street.traffic.counts().redRunners())
                .isEqualTo(street.traffic.counts().stopLinesPassed());
    }

    @Test
    void atAmberTheyStopWhoCan() {
        StraightStreet street = StraightStreet.of(900, VehicleClass.CAR);
        for (int cycle = 0; cycle < 20; cycle++) {
            street.lamp = Lamp.GREEN;
            street.run(30);
            street.lamp = Lamp.AMBER;
            street.run(3);
            street.lamp = Lamp.RED;
            street.run(27);
        }
        assertThat(street.traffic.counts().stopLinesPassed()).isGreaterThan(200);
        assertThat(street.traffic.counts().redUnwilling()).isZero();
    }

    @Test
    void theLoopSeesEveryVehicleOnceAndItsActuationsAlternate() {
        StraightStreet street = StraightStreet.of(700, VehicleClass.MOTORCYCLE);
        List<DetectorStep.Actuation> actuations = new ArrayList<>();
        long passages = 0;
        for (int i = 0; i < 5 * 900; i++) {
            street.traffic.step(street);
            for (DetectorStep step : street.traffic.detectors()) {
                actuations.addAll(step.actuations());
                passages += step.passages().size();
            }
        }
        assertThat(passages).isCloseTo(street.traffic.counts().stopLinesPassed(), within(3L));
        boolean on = false;
        Instant last = Instant.MIN;
        for (DetectorStep.Actuation actuation : actuations) {
            assertThat(actuation.on()).isNotEqualTo(on);
            assertThat(actuation.at()).isAfterOrEqualTo(last);
            on = actuation.on();
            last = actuation.at();
        }
    }

    @Test
    void aBreakdownHoldsTheLaneUpAndEnds() {
        StraightStreet street = StraightStreet.of(500, VehicleClass.CAR);
        OptionalLong broken = OptionalLong.empty();
        for (int second = 0; second < 300 && broken.isEmpty(); second++) {
            street.run(1);
            broken = street.traffic.breakDown(StraightStreet.FIRST, 300, Duration.ofMinutes(2));
        }
        assertThat(broken).isPresent();
        street.run(60);
        int queued = street.traffic.counts().present();
        street.run(600);
        assertThat(street.traffic.counts().present()).isLessThan(queued + 10);
        assertThat(Overlaps.find(street.traffic.strips())).isEmpty();
    }

    @Test
    void aClosedLaneLetsTwoWheelersPastOnly() {
        StraightStreet street = StraightStreet.of(500, VehicleClass.CAR);
        long handle = street.traffic.closeLane(new SimulationSettings.Roadworks(
                StraightStreet.FIRST, 1, 300, 330, LocalTime.MIDNIGHT, LocalTime.NOON));
        street.run(300);
        assertThat(street.traffic.counts().stopLinesPassed()).isZero();
        assertThat(street.traffic.openLane(handle)).isTrue();
        street.run(120);
        assertThat(street.traffic.counts().stopLinesPassed()).isPositive();
    }

    private static double meanTravelS() {
        StraightStreet street = StraightStreet.of(60, VehicleClass.CAR);
        double vehicleSeconds = 0;
        for (int minute = 0; minute < 60; minute++) {
            for (int i = 0; i < 300; i++) {
                street.traffic.step(street);
                vehicleSeconds += street.traffic.counts().present() * 0.2;
            }
        }
        return vehicleSeconds / street.traffic.counts().entered();
    }

    /** Vehicles per hour and lane of 3.5 m, from the fifth second of green on. */
    static double saturationFlow(VehicleClass only) {
        StraightStreet street = StraightStreet.of(6000, only);
        double passed = 0;
        double seconds = 0;
        for (int cycle = 0; cycle < 8; cycle++) {
            street.lamp = Lamp.RED;
            street.run(100);
            street.lamp = Lamp.GREEN;
            street.run(6);
            long before = street.traffic.counts().stopLinesPassed();
            street.run(24);
            if (cycle == 0) continue;
            passed += street.traffic.counts().stopLinesPassed() - before;
            seconds += 24;
        }
        return passed / seconds * 3600;
    }
}
