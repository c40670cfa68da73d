package city.ioc.sim.sumo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Links: main street through and left (0, 1), its opposite (2, 3), side street (4), its opposite (5). Phases 2 and 6 are the main
 * street, 1 and 5 its lefts, 4 and 8 the side street.
 */
class RingBarrierTest {
    private static final Map<String, SumoNet.Phase> PHASES =
            phases("1 15 rrrGrr", "2 40 Grrrrr", "4 30 rrrrGr", "5 15 rGrrrr", "6 40 rrGrrr", "8 30 rrrrrG");

    private static final Map<String, String> RINGS =
            Map.of("ring1", "1,2,0,4", "ring2", "5,6,0,8", "barrierPhases", "2,6", "barrier2Phases", "4,8");

    @Test
    void phasesOfBothRingsGoTogetherBetweenTheBarriersWithAmbersInBetween() {
        assertThat(states(RingBarrier.unroll(PHASES, RINGS)))
                .containsExactly("rGrGrr", "ryryrr", "GrGrrr", "yryrrr", "rrrrGG", "rrrryy");
    }

    @Test
    void aRingWithFewerPhasesStaysInItsLast() {
        Map<String, String> rings =
                Map.of("ring1", "1,2,4", "ring2", "6,8", "barrierPhases", "2,6", "barrier2Phases", "4,8");
        assertThat(states(RingBarrier.unroll(PHASES, rings)))
                .containsExactly("rrGGrr", "rrGyrr", "GrGrrr", "yryrrr", "rrrrGG", "rrrryy");
    }

    @Test
    void aGreenLastsNoLongerThanItsMaximumNorThanHalfAMinute() {
        List<SumoNet.Phase> phases = RingBarrier.unroll(PHASES, RINGS);
        assertThat(phases.get(0).durationS()).isEqualTo(15);
        assertThat(phases.get(2).durationS()).isEqualTo(30);
    }

    @Test
    void withoutRingsThereIsNothingToUnroll() {
        assertThat(RingBarrier.unroll(PHASES, Map.of())).isEmpty();
    }

    @Test
    void aPhaseThatARingNamesAndTheProgramLacksIsLeftOut() {
        Map<String, String> rings =
                Map.of("ring1", "2,7", "ring2", "6,8", "barrierPhases", "2,6", "barrier2Phases", "7,8");
        assertThat(states(RingBarrier.unroll(PHASES, rings))).containsExactly("GrGrrr", "yryrrr", "rrrrrG", "rrrrry");
    }

    private static List<String> states(List<SumoNet.Phase> phases) {
        return phases.stream().map(SumoNet.Phase::state).toList();
    }

    /** Each as name, longest green and state. */
    private static Map<String, SumoNet.Phase> phases(String... lines) {
        Map<String, SumoNet.Phase> phases = new LinkedHashMap<>();
        for (String line : lines) {
            String[] words = line.split(" ");
            double longest = Double.parseDouble(words[1]);
            phases.put(words[0], new SumoNet.Phase(99, 5, longest, words[2]));
        }
        return phases;
    }
}
