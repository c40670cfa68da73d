package city.ioc.sim.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.live.Lamp;
import city.ioc.contracts.street.VehicleClass;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class LostTimeTest {
    @Test
    void whoRidesFreelyLosesNextToNothing() {
        JsonNode trips = fiveMinutes(Lamp.GREEN, 120);
        assertThat(trips.get("came").asInt()).isPositive();
        assertThat(trips.get("lostRidingS").asDouble() / trips.get("came").asInt())
                .isLessThan(5);
        assertThat(trips.get("lostOutsideS").asDouble()).isZero();
    }

    @Test
    void whoStandsAtRedLosesTimeWithoutEverPassingTheStopLine() {
        JsonNode trips = fiveMinutes(Lamp.RED, 360);
        // Half of the five minutes on average, less the 45 s to the stop line.
        assertThat(trips.get("lostRidingS").asDouble() / trips.get("came").asInt())
                .isBetween(80.0, 150.0);
    }

    @Test
    void whoFindsNoRoomOnTheFirstStreetLosesTimeOutside() {
        JsonNode trips = fiveMinutes(Lamp.RED, 3600);
        assertThat(trips.get("came").asInt()).isBetween(250, 350);
        // 600 m hold about 85 cars; the last 200 wait from half to nothing of the time.
        assertThat(trips.get("lostOutsideS").asDouble()).isBetween(10_000.0, 40_000.0);
    }

    private static JsonNode fiveMinutes(Lamp lamp, double vehiclesPerHour) {
        StraightStreet street = StraightStreet.of(vehiclesPerHour, VehicleClass.CAR);
        street.lamp = lamp;
        street.run(300);
        return street.truth
                .toString()
                .lines()
                .filter(line -> line.contains("\"kind\":\"TRIPS\""))
                .map(LostTimeTest::read)
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode read(String line) {
        try {
            return CityJson.mapper().readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(line, e);
        }
    }
}
