package city.ioc.edge.vision.detect;

import static city.ioc.edge.vision.detect.CocoClass.BICYCLE;
import static city.ioc.edge.vision.detect.CocoClass.MOTORCYCLE;
import static city.ioc.edge.vision.detect.CocoClass.PERSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A motorcycle is 40 wide and 30 high; who sits on it is 20 wide and 36 high with feet near its wheels. */
class RiderFusionTest {
    @Test
    void aPersonOnAMotorcycleIsOneRoadUser() {
        List<Detection> found = fuse(List.of(person(0.6, 110, 82)), List.of(machine(MOTORCYCLE, 0.5, 100, 100)));
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().kind()).isEqualTo(RoadUser.MOTORCYCLE);
        assertThat(found.getFirst().score()).isCloseTo(1 - 0.4 * 0.5, within(1e-9));
        assertThat(found.getFirst())
                .extracting(Detection::x, Detection::y, Detection::w, Detection::h)
                .containsExactly(100.0, 82.0, 40.0, 48.0);
    }

    @Test
    void whatIsWeakAloneIsARiderTogether() {
        assertThat(fuse(List.of(person(0.3, 110, 82)), List.of(machine(MOTORCYCLE, 0.25, 100, 100))))
                .extracting(Detection::kind)
                .containsExactly(RoadUser.MOTORCYCLE);
        assertThat(fuse(List.of(), List.of(machine(MOTORCYCLE, 0.25, 100, 100))))
                .isEmpty();
    }

    @Test
    void threeOnOneMotorcycleAreStillOne() {
        List<Candidate> family = List.of(person(0.6, 108, 82), person(0.5, 113, 84), person(0.4, 104, 86));
        assertThat(fuse(family, List.of(machine(MOTORCYCLE, 0.6, 100, 100)))).hasSize(1);
    }

    @Test
    void ridersSideBySideEachKeepTheirMotorcycle() {
        List<Candidate> persons = List.of(person(0.5, 110, 82), person(0.5, 135, 84));
        List<Candidate> machines = List.of(machine(MOTORCYCLE, 0.4, 100, 100), machine(MOTORCYCLE, 0.4, 125, 102));
        assertThat(fuse(persons, machines))
                .hasSize(2)
                .allSatisfy(each -> assertThat(each.kind()).isEqualTo(RoadUser.MOTORCYCLE));
    }

    @Test
    void whoWalksPastAParkedMotorcycleIsAPedestrian() {
        assertThat(fuse(List.of(person(0.8, 160, 90)), List.of(machine(MOTORCYCLE, 0.5, 100, 100))))
                .extracting(Detection::kind)
                .containsExactlyInAnyOrder(RoadUser.PEDESTRIAN, RoadUser.MOTORCYCLE);
    }

    @Test
    void aSureWalkerIsNotMadeARiderByATraceOfABicycle() {
        assertThat(fuse(List.of(person(0.8, 110, 82)), List.of(machine(BICYCLE, 0.2, 100, 100))))
                .extracting(Detection::kind)
                .containsExactly(RoadUser.PEDESTRIAN);
    }

    @Test
    void whoCyclesIsABicycle() {
        assertThat(fuse(List.of(person(0.6, 110, 82)), List.of(machine(BICYCLE, 0.5, 100, 100))))
                .extracting(Detection::kind)
                .containsExactly(RoadUser.BICYCLE);
    }

    private static List<Detection> fuse(List<Candidate> persons, List<Candidate> machines) {
        return RiderFusion.fuse(persons, machines, Thresholds.STILL);
    }

    private static Candidate person(double score, double x, double y) {
        return new Candidate(PERSON, score, x, y, x + 20, y + 36);
    }

    private static Candidate machine(CocoClass kind, double score, double x, double y) {
        return new Candidate(kind, score, x, y, x + 40, y + 30);
    }
}
