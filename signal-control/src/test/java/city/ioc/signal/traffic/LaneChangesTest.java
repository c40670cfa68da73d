package city.ioc.signal.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Two lanes of a road; what passes their advance detectors and their stop lines. */
class LaneChangesTest {
    private final LaneChanges changes = new LaneChanges(2);

    @Test
    void untilEnoughHaveBeenCountedEverybodyKeepsToHisLane() {
        count(5, 0, 0, 5);
        assertThat(shares()).isEqualTo("1.0 0.0 | 0.0 1.0");
    }

    @Test
    void whereAsManyGoAsComeNobodyChangesLanes() {
        count(30, 20, 30, 20);
        assertThat(shares()).isEqualTo("1.0 0.0 | 0.0 1.0");
    }

    @Test
    void aLaneThatBeginsBehindTheDetectorGetsItsTrafficFromTheOther() {
        count(40, 0, 30, 10);
        assertThat(changes.share(0, 0)).isEqualTo(0.75, within(1e-9));
        assertThat(changes.share(0, 1)).isEqualTo(0.25, within(1e-9));
    }

    @Test
    void vehiclesThatADetectorMissesChangeNothing() {
        count(40, 20, 20, 10);
        assertThat(shares()).isEqualTo("1.0 0.0 | 0.0 1.0");
    }

    @Test
    void whatWasLongAgoIsForgotten() {
        count(40, 0, 30, 10);
        for (int i = 0; i < 400; i++) {
            changes.came(0, 7_200_000L);
            changes.went(0, 7_200_000L);
        }
        assertThat(changes.share(0, 0)).isEqualTo(1, within(0.001));
    }

    private void count(int came0, int came1, int went0, int went1) {
        for (int i = 0; i < came0; i++) changes.came(0, 0);
        for (int i = 0; i < came1; i++) changes.came(1, 0);
        for (int i = 0; i < went0; i++) changes.went(0, 0);
        for (int i = 0; i < went1; i++) changes.went(1, 0);
    }

    private String shares() {
        return changes.share(0, 0) + " " + changes.share(0, 1) + " | " + changes.share(1, 0) + " "
                + changes.share(1, 1);
    }
}
