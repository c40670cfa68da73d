package city.ioc.sim.camera;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.street.VehicleClass;
import city.ioc.sim.traffic.NumberPlate;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NumberPlateTest {
    @Test
    void aMotorcycleHasTwoLinesAndACarsSeriesIsOneLetter() {
        NumberPlate motorcycle = NumberPlate.of(17, VehicleClass.MOTORCYCLE);
        assertThat(motorcycle.lines()).hasSize(2);
        assertThat(motorcycle.text()).matches("\\d{2}[A-Z]\\d\\d{5}");
        assertThat(String.join("", motorcycle.lines()).replaceAll("[-.]", "")).isEqualTo(motorcycle.text());
        assertThat(NumberPlate.of(17, VehicleClass.CAR).text()).matches("\\d{2}A\\d{5}");
        assertThat(NumberPlate.of(17, VehicleClass.TRUCK).series()).isEqualTo("C");
        assertThat(NumberPlate.of(17, VehicleClass.BUS).colour()).isEqualTo(NumberPlate.Colour.YELLOW);
    }

    @Test
    void theSameVehicleKeepsItsPlateAndNoTwoShareOne() {
        Set<String> seen = new HashSet<>();
        for (long vehicle = 1; vehicle <= 60_000; vehicle++) {
            NumberPlate plate = NumberPlate.of(vehicle, VehicleClass.MOTORCYCLE);
            assertThat(seen.add(plate.text()))
                    .as("vehicle %d has %s", vehicle, plate.text())
                    .isTrue();
        }
        assertThat(NumberPlate.of(5, VehicleClass.CAR)).isEqualTo(NumberPlate.of(5, VehicleClass.CAR));
    }

    @Test
    void mostAreOfTheProvince() {
        long local = 0;
        for (long vehicle = 1; vehicle <= 1000; vehicle++)
            if (NumberPlate.of(vehicle, VehicleClass.MOTORCYCLE).province().equals("95")) local++;
        assertThat(local).isBetween(550L, 700L);
    }
}
