package city.ioc.signal.nema;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.city.CityFault;
import city.ioc.contracts.city.PlanFault;
import city.ioc.contracts.id.PlanId;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.PlannedGreens;
import city.ioc.contracts.street.SignalGroup;
import city.ioc.contracts.street.SignalPlan;
import city.ioc.contracts.street.Stage;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class NemaReaderTest {
    private static final Intersection STANDARD = read(RingBarrierText.standard());

    @Test
    void phasesPedestriansAndOverlapsBecomeSignalGroups() {
        assertThat(STANDARD.groups())
                .extracting(group -> group.id() + "=" + group.number())
                .contains("p1=1", "p8=8", "w2=202", "o1=101")
                .hasSize(13);
        SignalGroup walk = STANDARD.getGroup(new SignalGroupId("w2"));
        assertThat(walk.minGreen()).isEqualTo(Duration.ofSeconds(7));
        assertThat(walk.clearance()).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void phasesOfOneRingOrAcrossABarrierConflict() {
        assertThat(conflicts("p1")).containsExactly("o1", "p2", "p3", "p4", "p7", "p8", "w2", "w4", "w8");
        assertThat(conflicts("p2")).containsExactly("p1", "p3", "p4", "p7", "p8", "w4", "w8");
        assertThat(conflicts("o1"))
                .as("runs with 2 and 3, so with 5 and 6, 7 and 8")
                .containsExactly("p1", "p4", "w4");
    }

    @Test
    void intergreensAreYellowAndRedClearanceAndPedestriansClearBefore() {
        assertThat(STANDARD.intergreens().byPair())
                .containsEntry("p2>p4", Duration.ofSeconds(5))
                .containsEntry("w2>p4", Duration.ofSeconds(14))
                .doesNotContainKey("p2>p6");
    }

    @Test
    void compatiblePhasesBecomeStages() {
        assertThat(STANDARD.stages())
                .extracting(stage -> stage.id().value())
                .contains("s1-5", "s1-6-w6", "s1-6", "so1-2-5-w2", "so1-2-6-w2-w6", "so1-2-6", "so1-3-7", "s4-8-w4-w8");
    }

    @Test
    void aPatternBecomesAPlanThatBeginsWithItsCoordinatedPhases() {
        assertThat(text(STANDARD.plans().getFirst()))
                .isEqualTo("so1-2-6-w2-w6 26 so1-2-6 9 so1-3-7 15 s4-7-w4 5 s4-8-w4-w8 16 s4-8 9 s1-5 15 s1-6-w6 5"
                        + " = 100 offset 12.0");
    }

    @Test
    void theOffsetIsKeptWhateverMomentItRefersTo() {
        // phase 6 is green from second 15 and phase 2 from second 20 of the rings, phase 2 yellow from second 50
        assertThat(offset("FIRST_GREEN", 12)).isEqualTo(12 + 20 - 15 - 5);
        assertThat(offset("LAST_GREEN", 12)).isEqualTo(12 - 5);
        assertThat(offset("FIRST_YELLOW", 12)).isEqualTo((12 + 20 - 50 - 5 + 100) % 100);
    }

    @Test
    void leadAndLagMayDifferByPattern() {
        Intersection lagging = read(RingBarrierText.changed(x ->
                ((ObjectNode) x.at("/patterns/0")).set("rings", numbers(x, new int[][] {{2, 1, 3, 4}, {5, 6, 7, 8}}))));
        assertThat(text(lagging.plans().getFirst())).startsWith("so1-2-6-w2-w6 11 so1-2-6-w6 9 s1-6-w6 ");
    }

    @Test
    void withoutAPatternItRunsFreeUpToMaximumGreens() {
        Intersection free = read(RingBarrierText.changed(x -> x.remove("patterns")));
        SignalPlan plan = free.plans().getFirst();
        assertThat(plan.id()).isEqualTo(NemaReader.FREE);
        assertThat(plan.kind()).isEqualTo(SignalPlan.Kind.ACTUATED);
        assertThat(plan.cycle()).isEqualTo(Duration.ofSeconds(2 * (15 + 5 + 40 + 5)));
    }

    @Test
    void ringsThatReachTheBarrierApartAreNamed() {
        assertThat(faults(x -> ((ObjectNode) x.at("/patterns/0/splitsS")).put("6", 45)))
                .containsExactly("intersection n-1, pattern am: phases [1, 2] of ring 1 take 55.0 s up to the barrier,"
                        + " another ring takes 60.0 s; make the rings equally long between the barriers"
                        + " [RINGS_BARRIERS]");
    }

    @Test
    void splitsTooShortForPedestriansAreNamed() {
        assertThat(faults(x -> {
                    ((ObjectNode) x.at("/patterns/0/splitsS")).put("4", 20).put("3", 25);
                }))
                .singleElement()
                .asString()
                .contains("gives phase 4 20.0 s, its minimum green or walk with clearances needs 21.0 s");
    }

    @Test
    void everyFaultOfRingsAndBarriersIsToldAtOnce() {
        assertThat(faults(x -> {
                    ((ArrayNode) x.at("/rings/0")).remove(0);
                    ((ArrayNode) x.at("/barriers/1")).add(9);
                    ((ArrayNode) x.at("/overlaps/0/parents")).add(12);
                }))
                .anyMatch(fault -> fault.contains("phase 1 stands in 0 places of the rings"))
                .anyMatch(fault -> fault.contains("phase 9 is named by rings or barriers"))
                .anyMatch(fault -> fault.contains("overlap 1: has parent phase 12"));
    }

    @Test
    void aRingThatComesBackToABarrierGroupIsNamed() {
        assertThat(faults(x -> x.set("rings", numbers(x, new int[][] {{1, 3, 2, 4}, {5, 6, 7, 8}}))))
                .anyMatch(fault -> fault.contains("ring 1 comes back to a barrier group at phase 2"));
    }

    @Test
    void aPatternWithAnotherCycleThanItsSplitsIsNamed() {
        assertThat(faults(x -> ((ObjectNode) x.at("/patterns/0")).put("cycleS", 110)))
                .singleElement()
                .asString()
                .contains("has a cycle of 110.0 s, its splits take 100.0 s");
    }

    /** One to three rings, one to three barriers, one to three phases each, any splits that meet the minima. */
    @Property(tries = 150, seed = "51")
    void noStageHasConflictsAndThePhasesKeepTheirSplits(@ForAll long seed) {
        NemaController data = anyController(new Random(seed));
        NemaReading reading = NemaReader.read(data);
        assertThat(reading.faults())
                .extracting(PlanFault::code)
                .doesNotContain(
                        CityFault.Kind.CONFLICT_IN_STAGE,
                        CityFault.Kind.RINGS_BARRIERS,
                        CityFault.Kind.MISSING_INTERGREEN,
                        CityFault.Kind.PLAN_CYCLE_MISMATCH,
                        CityFault.Kind.PLAN_BELOW_MINIMUM,
                        CityFault.Kind.OFFSET_OUTSIDE_CYCLE);
        Intersection x = reading.intersection().orElseThrow();
        for (Stage stage : x.stages())
            assertThat(x.conflicts().findAmong(stage.groups())).isEmpty();
        NemaController.Pattern pattern = data.patterns().orElseThrow().getFirst();
        SignalPlan plan = x.findPlan(new PlanId("am")).orElseThrow();
        pattern.splits().forEach((phase, split) -> {
            SignalGroupId group = new SignalGroupId("p" + phase);
            Duration total = plan.splits().stream()
                    .filter(each -> x.getStage(each.stage()).groups().contains(group))
                    .map(SignalPlan.Split::length)
                    .reduce(Duration.ZERO, Duration::plus);
            assertThat(total).isEqualTo(split);
            assertThat(PlannedGreens.of(x, plan, group)).hasSize(1);
        });
    }

    private static NemaController anyController(Random random) {
        int rings = 1 + random.nextInt(3);
        int barriers = 1 + random.nextInt(3);
        return RingBarrierText.changed(x -> {
            ObjectNode model = (ObjectNode) x.at("/phases/1");
            ArrayNode phases = x.putArray("phases");
            ArrayNode ringRows = x.putArray("rings");
            for (int r = 0; r < rings; r++) ringRows.addArray();
            ArrayNode barrierRows = x.putArray("barriers");
            Map<Integer, Integer> splits = new TreeMap<>();
            int number = 0;
            int cycle = 0;
            for (int b = 0; b < barriers; b++) {
                ArrayNode barrier = barrierRows.addArray();
                int length = 80 + random.nextInt(40);
                cycle += length;
                for (int r = 0; r < rings; r++) {
                    int count = 1 + random.nextInt(3);
                    int left = length;
                    for (int i = 0; i < count; i++) {
                        number++;
                        int split = i == count - 1 ? left : 22 + random.nextInt(4);
                        left -= split;
                        splits.put(number, split);
                        ObjectNode phase = model.deepCopy();
                        phase.put("number", number).putArray("movements");
                        if (random.nextBoolean()) phase.without(List.of("walkS", "pedestrianClearanceS"));
                        phases.add(phase);
                        ((ArrayNode) ringRows.get(r)).add(number);
                        barrier.add(number);
                    }
                }
            }
            ObjectNode pattern = (ObjectNode) x.at("/patterns/0");
            pattern.put("cycleS", cycle).put("offsetS", random.nextInt(cycle));
            pattern.putArray("coordinated").add(1 + random.nextInt(number));
            ObjectNode given = pattern.putObject("splitsS");
            splits.forEach((phase, split) -> given.put(phase.toString(), split));
            ((ObjectNode) x.at("/overlaps/0")).putArray("parents").add(1).add(1 + random.nextInt(number));
        });
    }

    private static Intersection read(NemaController data) {
        NemaReading reading = NemaReader.read(data);
        assertThat(reading.faults()).isEmpty();
        return reading.intersection().orElseThrow();
    }

    private static List<String> faults(Consumer<ObjectNode> change) {
        return NemaReader.read(RingBarrierText.changed(change)).faults().stream()
                .map(PlanFault::toString)
                .toList();
    }

    private static long offset(String reference, int offsetS) {
        return read(RingBarrierText.changed(x -> ((ObjectNode) x.at("/patterns/0"))
                        .put("offsetReference", reference)
                        .put("offsetS", offsetS)))
                .plans()
                .getFirst()
                .offset()
                .toSeconds();
    }

    private static ArrayNode numbers(ObjectNode any, int[][] rows) {
        ArrayNode list = any.arrayNode();
        for (int[] row : rows) {
            ArrayNode line = list.addArray();
            for (int each : row) line.add(each);
        }
        return list;
    }

    private static List<String> conflicts(String group) {
        SignalGroupId id = new SignalGroupId(group);
        List<String> others = new ArrayList<>();
        for (SignalGroup other : STANDARD.groups())
            if (STANDARD.conflicts().between(id, other.id()))
                others.add(other.id().value());
        return others.stream().sorted().toList();
    }

    private static String text(SignalPlan plan) {
        return plan.splits().stream()
                        .map(split -> split.stage() + " " + split.length().toSeconds())
                        .collect(Collectors.joining(" "))
                + " = " + plan.cycle().toSeconds() + " offset " + plan.offset().toMillis() / 1000.0;
    }
}
