package city.ioc.sim.sumo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramStagesTest {
    @Test
    void aStageShowsGreenToSomebodyAndAmberToNobody() {
        ProgramStages program = program("30 GGrr", "3 yyrr", "20 rrGG", "3 rryy");
        assertThat(program.stages()).containsExactly("GGrr", "rrGG");
        assertThat(program.splits())
                .containsExactly(new ProgramStages.Split(0, 0, 30), new ProgramStages.Split(1, 3, 20));
        assertThat(program.trailingS()).isEqualTo(3);
    }

    @Test
    void allRedBelongsToTheInterstage() {
        ProgramStages program = program("30 GGrr", "3 yyrr", "2 rrrr", "20 rrGG", "3 rryy", "2 rrrr");
        assertThat(program.stages()).hasSize(2);
        assertThat(program.splits().get(1).beforeS()).isEqualTo(5);
    }

    @Test
    void whatIsGreenInEveryStageMakesNoStageOfAnInterstage() {
        ProgramStages program = program("30 GGrG", "3 yyrG", "2 rrrG", "20 rrGG", "3 rryG");
        assertThat(program.stages()).containsExactly("GGrG", "rrGG");
        assertThat(program.alwaysGreen().stream()).containsExactly(3);
    }

    @Test
    void aShortGreenThatItsNeighbourIncludesIsPassing() {
        assertThat(program("30 GGrr", "3 Gyrr", "2 Grrr", "20 GrGr", "3 yryr").stages())
                .containsExactly("GGrr", "GrGr");
    }

    @Test
    void anEarlyStartOfFullLengthIsAStageOfItsOwn() {
        assertThat(program("25 rrGGr", "5 GrGGr", "3 Gryyr", "30 GrrrG", "3 yrrry")
                        .stages())
                .hasSize(3);
    }

    @Test
    void theSameGreensTwiceInACycleAreOneStage() {
        ProgramStages program = program("20 Gr", "3 yr", "10 rG", "3 ry", "20 Gr", "3 yr", "9 rG", "3 ry");
        assertThat(program.stages()).hasSize(2);
        assertThat(program.splits()).hasSize(4);
    }

    @Test
    void yieldingAndProtectedGreenAreDifferentStages() {
        assertThat(program("30 GgG", "3 ygy", "6 rGr", "3 ryr").stages()).containsExactly("GgG", "rGr");
    }

    @Test
    void placesWithoutALinkDoNotMatter() {
        ProgramStages program = program("30 GGryG", "3 yyryG", "20 rrGyG", "3 rryyG");
        assertThat(program.stages()).isEmpty();
        assertThat(of(bits(0, 1, 2), "30 GGryG", "3 yyryG", "20 rrGyG", "3 rryyG")
                        .stages())
                .hasSize(2);
    }

    @Test
    void aLightThatBlinksHasNoStages() {
        assertThat(program("90 oooo").stages()).isEmpty();
    }

    private static ProgramStages program(String... phases) {
        return of(bits(0, 1, 2, 3, 4), phases);
    }

    private static ProgramStages of(BitSet used, String... phases) {
        List<SumoNet.Phase> list = new ArrayList<>();
        for (String phase : phases) {
            String[] parts = phase.split(" ");
            list.add(new SumoNet.Phase(Double.parseDouble(parts[0]), Double.NaN, Double.NaN, parts[1]));
        }
        return ProgramStages.of(list, used);
    }

    private static BitSet bits(int... places) {
        BitSet bits = new BitSet();
        for (int place : places) bits.set(place);
        return bits;
    }
}
