package city.ioc.signal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.street.Intersection;
import city.ioc.signal.Crossing;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Two versions of the crossing of the tests, and what the engineer reads. */
class PlanDiffTest {
    private static final Intersection X = Crossing.intersection(Intersection.Control.COMMANDED);

    @Test
    void theSameSaysNothingAndAVersionIsNoChange() {
        assertThat(PlanDiff.between(X, X)).isEmpty();
        assertThat(PlanDiff.between(X, X.withVersion(7))).isEmpty();
    }

    @Test
    void cycleSplitOffsetAndGapAreToldWithTheirDifference() {
        assertThat(changes(x -> {
                    at(x, "/plans/0").put("cycleS", 100).put("offsetS", 5);
                    at(x, "/plans/0/splits/1").put("lengthS", 20).put("gapS", 2.5);
                    at(x, "/plans/0/splits/0").put("lengthS", 45);
                }))
                .containsExactly(
                        "plan day: cycle 90 s → 100 s (+10 s)",
                        "plan day: offset 10 s → 5 s (−5 s)",
                        "plan day, stage main: split 40 s → 45 s (+5 s)",
                        "plan day, stage left: split 15 s → 20 s (+5 s)",
                        "plan day, stage left: gap 3 s → 2.5 s (−0.5 s)");
    }

    @Test
    void anotherOrderOfStagesIsToldAsAWhole() {
        assertThat(changes(x -> ((ArrayNode) x.at("/plans/0/splits")).remove(1)))
                .containsExactly("plan day: stages [main 40 s, left 15 s, side 35 s] → [main 40 s, side 35 s]");
    }

    @Test
    void groupsConflictsAndIntergreens() {
        assertThat(changes(x -> {
                    at(x, "/groups/0").put("minGreenS", 9).put("amberS", 4);
                    ((ArrayNode) x.at("/conflicts")).remove(0);
                    at(x, "/intergreens").put("A>B", 6).remove("L>A");
                    at(x, "/groups/1/movements/0").put("permissive", true);
                }))
                .containsExactly(
                        "group A: minimum green 7 s → 9 s (+2 s)",
                        "group A: amber 3 s → 4 s (+1 s)",
                        "group L: no longer releases main LEFT to out (protected)",
                        "group L: releases main LEFT to out (permissive)",
                        "conflict removed: A–L",
                        "intergreen A>B: 5 s → 6 s (+1 s)",
                        "intergreen L>A: removed, was 5 s");
    }

    @Test
    void whatIsAddedAndRemovedIsNamed() {
        assertThat(changes(x -> {
                    ((ArrayNode) x.at("/stages"))
                            .add(at(x, "/stages/0").deepCopy().put("id", "extra"));
                    ((ArrayNode) x.at("/plans")).remove(1);
                    ((ArrayNode) x.at("/stages/2/groups")).remove(0);
                }))
                .containsExactly("stage side: group removed: B", "stage extra: added", "plan flash: removed");
    }

    @Test
    void daysWithTheSameChangeOfScheduleAreToldTogether() {
        assertThat(changes(x -> at(x, "/schedule/1").put("from", "22:30")))
                .containsExactly(
                        "schedule: MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY SATURDAY SUNDAY 22:30 – → flash",
                        "schedule: MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY SATURDAY SUNDAY 23:00 flash → –");
    }

    @Test
    void noFieldCanChangeUnnoticed() throws JsonProcessingException {
        JsonNode whole = CityJson.mapper().valueToTree(X);
        List<String> leaves = new ArrayList<>();
        leaves(whole, "", leaves);
        assertThat(leaves).hasSizeGreaterThan(100);
        for (String leaf : leaves) {
            JsonNode changed = whole.deepCopy();
            if (!change(changed, leaf)) continue;
            Intersection after = CityJson.mapper().treeToValue(changed, Intersection.class);
            if (after.equals(X)) continue; // a set's order
            assertThat(PlanDiff.between(X, after)).as(leaf).isNotEmpty();
        }
    }

    private static void leaves(JsonNode node, String path, List<String> into) {
        if (node.isObject())
            node.fields().forEachRemaining(each -> leaves(each.getValue(), path + "/" + each.getKey(), into));
        else if (node.isArray()) for (int i = 0; i < node.size(); i++) leaves(node.get(i), path + "/" + i, into);
        else into.add(path);
    }

    /** Changes a leaf to another value that is still read; false where its kind of value allows none. */
    private static boolean change(JsonNode whole, String leaf) {
        int cut = leaf.lastIndexOf('/');
        JsonNode parent = whole.at(leaf.substring(0, cut));
        JsonNode old = whole.at(leaf);
        if (!parent.isObject()) return false;
        ObjectNode object = (ObjectNode) parent;
        String key = leaf.substring(cut + 1);
        if (old.isNumber()) object.put(key, old.asDouble() + 1);
        else if (old.isBoolean()) object.put(key, !old.asBoolean());
        else
            object.put(
                    key,
                    switch (key) {
                        case "control" -> "OBSERVED";
                        case "kind" ->
                            leaf.startsWith("/plans")
                                    ? "ACTUATED"
                                    : old.asText().equals("VEHICLE") ? "PEDESTRIAN" : "VEHICLE";
                        case "turn" -> "RIGHT";
                        case "from" -> "04:59";
                        case "validFrom" -> "2031-01-01";
                        default -> old.asText() + "x";
                    });
        if (key.equals("number")) object.put(key, old.asInt() + 1);
        return true;
    }

    private static List<String> changes(Consumer<ObjectNode> change) {
        ObjectNode after = CityJson.mapper().valueToTree(X);
        change.accept(after);
        try {
            return PlanDiff.between(X, CityJson.mapper().treeToValue(after, Intersection.class)).stream()
                    .map(PlanChange::toString)
                    .toList();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static ObjectNode at(JsonNode x, String pointer) {
        return (ObjectNode) x.at(pointer);
    }
}
