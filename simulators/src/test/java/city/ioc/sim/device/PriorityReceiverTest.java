package city.ioc.sim.device;

import static city.ioc.sim.device.TestStreets.SEVEN;
import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.field.PriorityCall;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.sim.traffic.PriorityHeard;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A receiver at "x-1". A vehicle is heard as its number, metres to the stop line and m/s; free it drives 10 m/s. */
class PriorityReceiverTest {
    private final PriorityReceiver receiver = new PriorityReceiver(new IntersectionId("x-1"));

    private static PriorityHeard bus(long vehicle, String group, double metres, double speed) {
        return heard("x-1", PriorityCall.Kind.BUS, vehicle, group, metres, speed);
    }

    private static PriorityHeard heard(
            String at, PriorityCall.Kind kind, long vehicle, String group, double metres, double speed) {
        return new PriorityHeard(new IntersectionId(at), vehicle, kind, new SignalGroupId(group), metres, speed, 10);
    }

    private List<String> at(double second, PriorityHeard... heard) {
        return receiver.hear(List.of(heard), SEVEN.plusMillis(Math.round(second * 1000))).stream()
                .map(call -> call.request() + " " + call.group() + " "
                        + (call.cancelled()
                                ? "off"
                                : "at "
                                        + Duration.between(SEVEN, call.arrivesAt())
                                                .toSeconds()))
                .toList();
    }

    @Test
    void aVehicleIsCalledWhenItIsHeardAndCalledOffWhenItHasPassed() {
        assertThat(at(0, bus(7, "A", 200, 10))).containsExactly("bus-7 A at 20");
        assertThat(at(10, bus(7, "A", 100, 10))).isEmpty();
        assertThat(at(20)).containsExactly("bus-7 A off");
        assertThat(at(20.2)).isEmpty();
    }

    @Test
    void anArrivalThatChangesIsSaidAnew() {
        assertThat(at(0, bus(7, "A", 200, 10))).hasSize(1);
        assertThat(at(5, bus(7, "A", 165, 5))).containsExactly("bus-7 A at 38");
    }

    @Test
    void whoeverStandsIsExpectedAsIfItDroveOnSlowly() {
        assertThat(at(0, bus(7, "A", 50, 0))).containsExactly("bus-7 A at 10");
        assertThat(at(1, bus(7, "A", 50, 0))).isEmpty();
        assertThat(at(2, bus(7, "A", 50, 0))).containsExactly("bus-7 A at 12");
    }

    @Test
    void anotherWayIsSaidAtOnce() {
        assertThat(at(0, bus(7, "A", 200, 10))).hasSize(1);
        assertThat(at(0.2, bus(7, "L", 198, 10))).containsExactly("bus-7 L at 20");
    }

    @Test
    void emergencyVehiclesAreCalledAsSuchAndWhoeverIsHeardElsewhereIsNot() {
        List<PriorityCall> calls = receiver.hear(
                List.of(
                        heard("x-1", PriorityCall.Kind.EMERGENCY, 3, "A", 300, 15),
                        heard("x-2", PriorityCall.Kind.EMERGENCY, 4, "A", 300, 15)),
                SEVEN);
        assertThat(calls).hasSize(1).first().satisfies(call -> {
            assertThat(call.kind()).isEqualTo(PriorityCall.Kind.EMERGENCY);
            assertThat(call.request()).isEqualTo("emergency-3");
            assertThat(call.expiresAt()).isEqualTo(call.arrivesAt().plus(PriorityReceiver.GRACE));
        });
    }
}
