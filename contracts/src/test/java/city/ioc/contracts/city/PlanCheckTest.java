package city.ioc.contracts.city;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.id.ApproachId;
import city.ioc.contracts.street.Intersection;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Each test breaks one thing of the sound crossroads and reads the faults. */
class PlanCheckTest {
    private static final Map<ApproachId, ApproachStreet> STREETS =
            Map.of(new ApproachId("N"), street("x", 50, 14), new ApproachId("E"), street("x", 40, 10.5));

    private static ApproachStreet street(String node, double speedLimitKmh, double crossingM) {
        return new ApproachStreet(node, speedLimitKmh, crossingM);
    }

    @Test
    void theSoundCrossroadsHasNoFault() {
        assertThat(PlanCheck.check(Crossroads.sound(), STREETS)).isEmpty();
    }

    @Test
    void aMissingIntergreenIsNamedByItsOrderedPair() {
        assertThat(faults(x -> at(x, "/intergreens").remove("NS>EW")))
                .containsExactly("intersection x: groups NS and EW conflict but there is no intergreen NS>EW;"
                        + " add it, at least 3.0 s [MISSING_INTERGREEN]");
    }

    @Test
    void anIntergreenEndsNoEarlierThanTheClearanceOfPedestrians() {
        assertThat(faults(x -> at(x, "/intergreens").put("P>EW", 8)))
                .containsExactly("intersection x: intergreen P>EW of 8.0 s ends before the amber and clearance of P,"
                        + " 9.0 s; make it at least as long [INTERGREEN_TOO_SHORT]");
    }

    @Test
    void everyPairOfConflictingGroupsInAStageIsNamed() {
        assertThat(codesAndPlaces(x -> list(x, "/stages/0/groups").add("EW").add("P")))
                .contains(
                        "CONFLICT_IN_STAGE intersection x, stage A",
                        "CONFLICT_IN_STAGE intersection x, stage A",
                        "CONFLICT_IN_STAGE intersection x, stage A")
                .filteredOn(fault -> fault.startsWith("CONFLICT_IN_STAGE"))
                .hasSize(3);
    }

    @Test
    void greenBelowTheMinimumIsCountedFromTheEndOfTheInterstage() {
        assertThat(faults(x -> {
                    at(x, "/plans/0/splits/1").put("lengthS", 9);
                    at(x, "/plans/0/splits/0").put("lengthS", 36);
                }))
                .containsExactly("intersection x, plan day, stage L: leaves group NL a green of 4.0 s, its minimum is"
                        + " 5.0 s; lengthen the split by 1.0 s [PLAN_BELOW_MINIMUM]");
    }

    @Test
    void aGroupThatStaysGreenOverTwoSplitsHasTheGreenOfBoth() {
        assertThat(faults(x -> {
                    list(x, "/stages")
                            .add(node("{\"id\":\"A2\",\"name\":{\"vi\":\"A\",\"en\":\"A\"},\"groups\":[\"NS\"]}"));
                    at(x, "/plans/0/splits/0").put("lengthS", 27);
                    list(x, "/plans/0/splits").insert(1, node("{\"stage\":\"A2\",\"lengthS\":3,\"gapS\":2}"));
                }))
                .isEmpty();
    }

    @Test
    void aClearanceThatDoesNotReachTheFarKerbIsNamed() {
        assertThat(faults(x -> at(x, "/groups/3").put("crossingM", 12)))
                .containsExactly("intersection x, group P: has a clearance of 9.0 s for a crossing of 12.0 m;"
                        + " clear it for at least 10.0 s, at 1.2 m/s (RiLSA 2.5) [CLEARANCE_TOO_SHORT]");
    }

    @Test
    void withoutAWidthOfItsOwnACrossingIsAsWideAsTheStreet() {
        Intersection x = Crossroads.broken(each -> at(each, "/groups/3").remove("crossingM"));
        assertThat(PlanCheck.check(x, STREETS)).isEmpty();
        assertThat(PlanCheck.check(x, Map.of(new ApproachId("E"), street("x", 40, 21))))
                .extracting(PlanFault::code)
                .containsExactly(CityFault.Kind.CLEARANCE_TOO_SHORT);
    }

    @Test
    void fasterStreetsNeedALongerAmber() {
        assertThat(PlanCheck.check(Crossroads.sound(), Map.of(new ApproachId("S"), street("x", 60, 14))))
                .extracting(PlanFault::toString)
                .containsExactly("intersection x, group NS: shows amber for 3.0 s where 60.0 km/h are allowed;"
                        + " show it for at least 4.0 s (RiLSA 2.4) [AMBER_TOO_SHORT]");
    }

    @Test
    void anOffsetMustBeBelowTheCycle() {
        assertThat(faults(x -> at(x, "/plans/0").put("offsetS", 90)))
                .containsExactly("intersection x, plan day: offset 90.0 s is not within the cycle;"
                        + " use 0 s up to less than 90.0 s [OFFSET_OUTSIDE_CYCLE]");
    }

    @Test
    void splitsMustAddUpToTheCycleInActuatedPlansToo() {
        assertThat(codesAndPlaces(x -> at(x, "/plans/0").put("cycleS", 100).put("kind", "ACTUATED")))
                .containsExactly("PLAN_CYCLE_MISMATCH intersection x, plan day");
    }

    @Test
    void anUnknownStageIsNamed() {
        assertThat(codesAndPlaces(x -> at(x, "/plans/0/splits/0").put("stage", "Z")))
                .containsExactly("UNKNOWN_REFERENCE intersection x, plan day");
    }

    @Test
    void aGroupThatAPlanNeverServesIsNamed() {
        assertThat(faults(x -> at(x, "/plans/0/splits/1").put("stage", "B")))
                .containsExactly("intersection x, plan day: never serves group NL;"
                        + " add a split of a stage with it [GROUP_NOT_IN_PLAN]");
    }

    @Test
    void aGroupInNoStageIsNamed() {
        assertThat(codesAndPlaces(x -> list(x, "/stages/1/groups").removeAll()))
                .contains("GROUP_NEVER_GREEN intersection x, group NL");
    }

    @Test
    void aLongestRedThatTheCycleExceedsIsNamed() {
        assertThat(faults(x -> at(x, "/groups/1").put("maxRedS", 76)))
                .containsExactly("intersection x, plan day: keeps group NL red for 77.0 s, its longest red is 76.0 s;"
                        + " shorten the cycle, serve the group twice, or allow a longer red [MAX_RED_TOO_SHORT]");
    }

    @Test
    void daysWithoutAPlanAreNamed() {
        assertThat(codesAndPlaces(x -> list(x, "/schedule/0/days").remove(6)))
                .containsExactly("SCHEDULE_GAP intersection x, schedule");
        assertThat(codesAndPlaces(x -> list(x, "/schedule").removeAll())).containsExactly("NO_SCHEDULE intersection x");
    }

    @Test
    void twoPlansFromTheSameMomentAreNamed() {
        assertThat(codesAndPlaces(x ->
                        list(x, "/schedule").add(node("{\"days\":[\"SUNDAY\"],\"from\":\"00:00\",\"plan\":\"day\"}"))))
                .containsExactly("SCHEDULE_AMBIGUOUS intersection x, schedule");
    }

    @Test
    void aLeftTurnIsProtectedOnlyWhereOncomingTrafficIsHeld() {
        assertThat(faults(x -> at(x, "/groups/0/movements/1").put("permissive", false)))
                .containsExactly(
                        "intersection x, group NS: its left turn from N yields to nobody, but group NS may send"
                                + " oncoming traffic at the same time; declare the turn permissive, or the groups in conflict"
                                + " [TURN_NOT_PROTECTED]");
    }

    @Test
    void crossingStreamsThatDoNotConflictAreNamed() {
        assertThat(codesAndPlaces(x -> list(x, "/conflicts").remove(1)))
                .containsExactly("MISSING_CONFLICT intersection x");
        assertThat(codesAndPlaces(x -> list(x, "/conflicts").remove(5)))
                .containsExactly("MISSING_CONFLICT intersection x");
    }

    @Test
    void streamsAtDifferentNodesOfAnIntersectionDoNotCross() {
        Intersection x = Crossroads.broken(each -> list(each, "/conflicts").remove(1));
        assertThat(PlanCheck.check(x, streetsOf("x", "x")))
                .extracting(PlanFault::code)
                .containsExactly(CityFault.Kind.MISSING_CONFLICT);
        assertThat(PlanCheck.check(x, streetsOf("x", "y"))).isEmpty();
    }

    private static Map<ApproachId, ApproachStreet> streetsOf(String northAndSouth, String east) {
        return Map.of(
                new ApproachId("N"), street(northAndSouth, 50, 14),
                new ApproachId("S"), street(northAndSouth, 50, 14),
                new ApproachId("E"), street(east, 40, 10.5));
    }

    @Test
    void plansWithoutSplitsAndSplitsWithoutTimeAreNamed() {
        assertThat(codesAndPlaces(x -> list(x, "/plans/0/splits").removeAll()))
                .containsExactly("PLAN_WITHOUT_SPLITS intersection x, plan day");
        assertThat(codesAndPlaces(x -> at(x, "/plans/0/splits/0").put("lengthS", -1)))
                .contains("TIME_NOT_POSITIVE intersection x, plan day, stage A");
    }

    @Test
    void codesThatOccurTwiceAndCodesThatNobodyHasAreNamed() {
        assertThat(codesAndPlaces(x -> at(x, "/groups/1").put("number", 2)))
                .containsExactly("DUPLICATE intersection x group number 2");
        assertThat(codesAndPlaces(x -> at(x, "/intergreens").put("NS>Q", 5)))
                .containsExactly("UNKNOWN_REFERENCE intersection x, intergreen NS>Q");
    }

    @Test
    void manyFaultsAreToldAtOnce() {
        assertThat(PlanCheck.check(Crossroads.broken(x -> {
                    at(x, "/plans/0").put("cycleS", 95).put("offsetS", 95);
                    at(x, "/intergreens").remove("P>NS");
                    at(x, "/groups/0").put("amberS", 2);
                })))
                .extracting(PlanFault::code)
                .containsExactlyInAnyOrderElementsOf(EnumSet.of(
                        CityFault.Kind.PLAN_CYCLE_MISMATCH,
                        CityFault.Kind.OFFSET_OUTSIDE_CYCLE,
                        CityFault.Kind.MISSING_INTERGREEN,
                        CityFault.Kind.AMBER_TOO_SHORT));
    }

    private static List<String> faults(Consumer<ObjectNode> change) {
        return PlanCheck.check(Crossroads.broken(change), STREETS).stream()
                .map(PlanFault::toString)
                .toList();
    }

    private static List<String> codesAndPlaces(Consumer<ObjectNode> change) {
        return PlanCheck.check(Crossroads.broken(change), STREETS).stream()
                .map(fault -> fault.code() + " " + fault.place())
                .toList();
    }

    private static ObjectNode at(JsonNode x, String pointer) {
        return (ObjectNode) x.at(pointer);
    }

    private static ArrayNode list(JsonNode x, String pointer) {
        return (ArrayNode) x.at(pointer);
    }

    private static ObjectNode node(String text) {
        try {
            return (ObjectNode) CityJson.mapper().readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void plansAlongACorridorNeedOneCycleOrHalfOfIt() {
        var corridor = new city.ioc.contracts.street.Corridor(
                "main",
                new city.ioc.contracts.street.LocalName("Phố", "Main"),
                List.of(new city.ioc.contracts.id.IntersectionId("x"), new city.ioc.contracts.id.IntersectionId("y")));
        assertThat(CoordinationCheck.check(corridor, List.of(Crossroads.sound(), neighbour(100, "day"))))
                .extracting(PlanFault::toString)
                .containsExactly("corridor main, plan day: offsets need one cycle, but there are x day with 90.0 s,"
                        + " y day with 100.0 s; give all of them one cycle, or a half of it"
                        + " [COORDINATION_CYCLES_DIFFER]");
        assertThat(CoordinationCheck.check(corridor, List.of(Crossroads.sound(), neighbour(45, "day"))))
                .isEmpty();
        assertThat(CoordinationCheck.check(corridor, List.of(Crossroads.sound(), neighbour(100, "peak"))))
                .extracting(PlanFault::place)
                .containsExactly("corridor main, MONDAY 00:00");
    }

    private static Intersection neighbour(int cycleS, String plan) {
        return Crossroads.broken(x -> {
            x.put("id", "y");
            at(x, "/plans/0").put("cycleS", cycleS).put("id", plan);
            at(x, "/schedule/0").put("plan", plan);
        });
    }
}
