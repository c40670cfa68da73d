package city.ioc.sim.bench.violations;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.sim.bench.violations.WrongWayTruth.Ride;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WrongWayTruthTest {
    private static final Instant NOON = Instant.parse("2026-11-27T05:00:00Z");

    @Test
    void ridesAreReadFromTheGroundTruthAmongOtherThings() throws Exception {
        assertThat(WrongWayTruth.of(List.of(
                        "{\"at\":\"2026-11-27T05:00:00Z\",\"kind\":\"RED_RUNNING\",\"vehicle\":3,\"link\":\"a_b\"}",
                        "{\"at\":\"2026-11-27T05:00:00Z\",\"kind\":\"WRONG_WAY\",\"vehicle\":7,\"link\":\"a_b\","
                                + "\"endsAt\":\"2026-11-27T05:00:40Z\"}")))
                .containsExactly(new Ride(7, "a_b", NOON, NOON.plusSeconds(40)));
    }

    @Test
    void eachToldIsOneRideAtMostTheNearestFirst() {
        Ride early = ride(1, 0);
        Ride late = ride(2, 4);
        Map<String, Ride> matched = WrongWayTruth.match(
                Map.of("at 1 s", NOON.plusSeconds(1), "at 5 s", NOON.plusSeconds(5), "at 6 s", NOON.plusSeconds(6)),
                List.of(early, late));
        assertThat(matched).containsOnly(Map.entry("at 1 s", early), Map.entry("at 5 s", late));
    }

    @Test
    void whatIsToldLongAfterOrBeforeIsAboutNobody() {
        assertThat(WrongWayTruth.match(
                        Map.of("before", NOON.minusSeconds(3), "after", NOON.plusSeconds(10)), List.of(ride(1, 0))))
                .isEmpty();
    }

    private static Ride ride(long vehicle, int second) {
        return new Ride(vehicle, "a_b", NOON.plusSeconds(second), NOON.plusSeconds(second + 40));
    }
}
