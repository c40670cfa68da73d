package city.ioc.sim.bench.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.live.Lamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A short run of {@code ./ioc bench safety}, and the tools it stands on. */
class SafetyFuzzTest {
    @Test
    void inRandomWorldsNoLampEndangersAnybody() {
        SafetyFuzz.Outcome outcome = SafetyFuzz.run(3, 240_000, EnumSet.allOf(World.Kind.class), 1, lived -> {});
        assertThat(outcome.failures()).isEmpty();
        assertThat(outcome.ticks()).isEqualTo(240_000);
        assertThat(outcome.worlds())
                .containsOnlyKeys(World.Kind.values())
                .allSatisfy((kind, count) -> assertThat(count).isEqualTo(20));
    }

    @Test
    void theSameSeedDrawsTheSameStreet() {
        assertThat(street(7)).isEqualTo(street(7));
        assertThat(street(7)).isNotEqualTo(street(8));
    }

    @Test
    void everyGroupOfADrawnStreetIsServedBySoundStages() {
        for (long seed = 0; seed < 200; seed++) {
            RandomStreet street = street(seed);
            var served = street.sound().stream()
                    .flatMap(stage -> street.intersection().getStage(stage).groups().stream())
                    .toList();
            assertThat(served)
                    .containsAll(street.intersection().groups().stream()
                            .map(group -> group.id())
                            .toList());
            assertThat(street.sound())
                    .allSatisfy(stage -> assertThat(street.intersection()
                                    .conflicts()
                                    .findAmong(street.intersection()
                                            .getStage(stage)
                                            .groups()))
                            .isEmpty());
        }
    }

    @Test
    void aLineWithoutDisturbancesKeepsOrderAndLosesNothing() {
        Line<Integer> line = new Line<>(new Chance(1, EnumSet.noneOf(Disturbance.class)));
        List<Integer> arrived = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            line.send(i, i * 100L);
            arrived.addAll(line.receive(i * 100L));
        }
        assertThat(arrived).hasSize(100).isSorted();
    }

    @Test
    void theOracleNamesEveryRule() {
        assertThat(seen("A green 0", "B green 8000")).contains(Violation.Kind.CONFLICTING_GREEN);
        assertThat(seen("A green 0", "A amber 100")).containsExactly(Violation.Kind.MIN_GREEN_SHORT);
        assertThat(seen("A green 0", "A red 60000")).containsExactly(Violation.Kind.END_OF_GREEN_SHORT);
        assertThat(seen("A green 0", "A amber 60000", "A red 60100"))
                .containsExactly(Violation.Kind.END_OF_GREEN_SHORT);
        assertThat(seen("A green 0", "A amber 60000", "A red 66000", "B green 66100"))
                .isSubsetOf(List.of(Violation.Kind.INTERGREEN_SHORT));
        assertThat(seen("A green 0", "A amber 60000", "A red 66000", "B green 80000"))
                .isEmpty();
    }

    private static RandomStreet street(long seed) {
        return RandomStreet.draw(new SplittableRandom(seed), World.MORNING, 0);
    }

    /** What the oracle says of lamps at the first two groups of a street, which conflict; all others red for long. */
    private static List<Violation.Kind> seen(String... changes) {
        RandomStreet street = street(7);
        long start = Instant.EPOCH.toEpochMilli() - 100_000;
        LampOracle oracle = new LampOracle(street.intersection(), 0, start);
        Lamp[] lamps = new Lamp[street.intersection().groups().size()];
        java.util.Arrays.fill(lamps, Lamp.RED);
        oracle.look(lamps, start, 0);
        for (String change : changes) {
            String[] words = change.split(" ");
            lamps[words[0].charAt(0) - 'A'] = Lamp.valueOf(words[1].toUpperCase(java.util.Locale.ROOT));
            oracle.look(lamps, Long.parseLong(words[2]), 0);
        }
        return oracle.take().stream().map(Violation::kind).distinct().toList();
    }
}
