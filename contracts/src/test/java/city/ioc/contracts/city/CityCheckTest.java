package city.ioc.contracts.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sound city of one crossroads; each test breaks one thing and reads the fault. */
class CityCheckTest {
    @TempDir
    Path folder;

    @Test
    void theSoundCityHasNoFault() throws IOException {
        assertThat(faultsAfter(city -> {})).isEmpty();
    }

    @Test
    void aLinkThatNoBoundaryLeadsToIsUnreachable() throws IOException {
        assertThat(faultsAfter(city -> {
                    ((ArrayNode) city.at("/network/nodes")).add(node("island"));
                    ((ArrayNode) city.at("/network/links")).add(link("i-x", "island", "x"));
                }))
                .containsExactly(
                        "link i-x: no way leads to its lanes from any boundary of the network [UNREACHABLE_LANE]");
    }

    @Test
    void aLaneWithoutAGroupForItsTurnsIsUnreachable() throws IOException {
        assertThat(faultsAfter(city -> ((ObjectNode) city.at("/network/links/0/lanes/0"))
                        .putArray("turns")
                        .add("LEFT")))
                .containsExactly(
                        "intersection x, approach N, lane 1: no signal group releases any of its turns [LEFT] [UNREACHABLE_LANE]");
    }

    @Test
    void aMissingIntergreenIsNamedByItsPair() throws IOException {
        assertThat(faultsAfter(city -> ((ObjectNode) city.at("/intersection/intergreens")).remove("NS>EW")))
                .containsExactly("intersection x: groups NS and EW conflict but there is no intergreen NS>EW;"
                        + " add it, at least 3.0 s [MISSING_INTERGREEN]");
    }

    @Test
    void anIntergreenShorterThanAmberIsNamed() throws IOException {
        assertThat(faultsAfter(city -> ((ObjectNode) city.at("/intersection/intergreens")).put("NS>EW", 2)))
                .singleElement()
                .asString()
                .contains("intergreen NS>EW of 2.0 s ends before the amber");
    }

    @Test
    void conflictingGroupsInAStageAreNamed() throws IOException {
        assertThat(faultsAfter(city -> ((ArrayNode) city.at("/intersection/stages/0/groups")).add("EW")))
                .anyMatch(fault -> fault.contains("stage A: groups NS and EW conflict and would be green together"));
    }

    @Test
    void aSplitBelowTheMinimumGreenIsNamed() throws IOException {
        assertThat(faultsAfter(city -> {
                    ((ObjectNode) city.at("/intersection/plans/0/splits/0")).put("lengthS", 8);
                    ((ObjectNode) city.at("/intersection/plans/0/splits/1")).put("lengthS", 52);
                }))
                .containsExactly(
                        "intersection x, plan day, stage A: leaves group NS a green of 3.0 s, its minimum is 7.0 s;"
                                + " lengthen the split by 4.0 s [PLAN_BELOW_MINIMUM]");
    }

    @Test
    void splitsThatMissTheCycleAreNamed() throws IOException {
        assertThat(faultsAfter(city -> ((ObjectNode) city.at("/intersection/plans/0")).put("cycleS", 70)))
                .containsExactly("intersection x, plan day: splits add up to 60.0 s but the cycle is 70.0 s;"
                        + " change the splits by 10.0 s in all, or the cycle [PLAN_CYCLE_MISMATCH]");
    }

    @Test
    void anUnknownKeyIsRefusedWithItsPlace() throws IOException {
        assertThat(faultsAfter(city -> ((ObjectNode) city.at("/intersection")).put("colour", "red")))
                .singleElement()
                .asString()
                .startsWith("x.json line ")
                .contains("colour");
    }

    @Test
    void aMissingKeyIsNamed() throws IOException {
        assertThat(faultsAfter(city -> ((ObjectNode) city.at("/intersection")).remove("controller")))
                .singleElement()
                .asString()
                .contains("controller");
    }

    @Test
    void everyFaultIsToldAtOnce() throws IOException {
        write(city -> {
            ((ObjectNode) city.at("/intersection/intergreens")).remove("NS>EW");
            ((ObjectNode) city.at("/intersection/intergreens")).remove("EW>NS");
        });
        assertThatThrownBy(() -> CityFiles.read(folder)).hasMessageContaining("has 2 faults:");
    }

    private List<String> faultsAfter(Consumer<ObjectNode> change) throws IOException {
        write(change);
        try {
            CityFiles.read(folder);
            return List.of();
        } catch (CityException e) {
            return e.faults().stream().map(CityFault::toString).toList();
        }
    }

    private void write(Consumer<ObjectNode> change) throws IOException {
        ObjectNode city = CityJson.mapper().createObjectNode();
        city.set("city", json("""
                {"schema":1,"id":"toy","name":{"vi":"Thử","en":"Toy"},"timeZone":"Asia/Ho_Chi_Minh",
                 "centre":{"lat":9.784,"lon":105.470},"wards":[],"corridors":[]}"""));
        ObjectNode network = CityJson.mapper().createObjectNode();
        ArrayNode nodes = network.putArray("nodes");
        nodes.add(json(
                "{\"id\":\"x\",\"at\":{\"lat\":9.784,\"lon\":105.47},\"kind\":\"SIGNALS\",\"intersection\":\"x\"}"));
        Stream.of("n", "e").forEach(id -> nodes.add(boundary(id)));
        ArrayNode links = network.putArray("links");
        links.add(link("n-x", "n", "x"));
        links.add(link("x-n", "x", "n"));
        links.add(link("e-x", "e", "x"));
        links.add(link("x-e", "x", "e"));
        city.set("network", json(network.toString()));
        city.set("intersection", json("""
                {"id":"x","name":{"vi":"Ngã tư","en":"Crossroads"},"ward":"w","at":{"lat":9.784,"lon":105.47},
                 "control":"COMMANDED","controller":"x-c",
                 "approaches":[{"id":"N","link":"n-x","name":{"vi":"Bắc","en":"North"},"bearingDeg":180},
                               {"id":"E","link":"e-x","name":{"vi":"Đông","en":"East"},"bearingDeg":270}],
                 "groups":[{"id":"NS","number":2,"kind":"VEHICLE","minGreenS":7,"maxRedS":120,"amberS":3,"clearanceS":0,
                            "movements":[{"approach":"N","turn":"THROUGH","exit":"x-e","permissive":false}]},
                           {"id":"EW","number":4,"kind":"VEHICLE","minGreenS":7,"maxRedS":120,"amberS":3,"clearanceS":0,
                            "movements":[{"approach":"E","turn":"THROUGH","exit":"x-n","permissive":false}]}],
                 "conflicts":[["NS","EW"]],"intergreens":{"NS>EW":5,"EW>NS":5},
                 "stages":[{"id":"A","name":{"vi":"A","en":"A"},"groups":["NS"]},
                           {"id":"B","name":{"vi":"B","en":"B"},"groups":["EW"]}],
                 "maxStageS":60,
                 "plans":[{"id":"day","kind":"FIXED_TIME","name":{"vi":"Ngày","en":"Day"},"cycleS":60,"offsetS":0,
                           "splits":[{"stage":"A","lengthS":30,"gapS":2.5},{"stage":"B","lengthS":30,"gapS":2.5}]}],
                 "schedule":[{"days":["MONDAY","TUESDAY","WEDNESDAY","THURSDAY","FRIDAY","SATURDAY","SUNDAY"],
                              "from":"00:00","plan":"day"}],"validFrom":"2025-07-01"}"""));
        change.accept(city);
        Files.createDirectories(folder.resolve("intersections"));
        Files.writeString(folder.resolve("city.json"), city.get("city").toPrettyString());
        Files.writeString(folder.resolve("network.json"), city.get("network").toPrettyString());
        Files.writeString(
                folder.resolve("intersections/x.json"), city.get("intersection").toPrettyString());
        Files.writeString(folder.resolve("zones.json"), "[]");
        Files.writeString(folder.resolve("devices.json"), "[]");
    }

    private static ObjectNode node(String id) {
        return json("{\"id\":\"" + id + "\",\"at\":{\"lat\":9.79,\"lon\":105.47},\"kind\":\"PRIORITY\"}");
    }

    private static ObjectNode boundary(String id) {
        return json("{\"id\":\"" + id + "\",\"at\":{\"lat\":9.79,\"lon\":105.48},\"kind\":\"BOUNDARY\"}");
    }

    private static ObjectNode link(String id, String from, String to) {
        return json("{\"id\":\"" + id + "\",\"from\":\"" + from + "\",\"to\":\"" + to
                + "\",\"street\":{\"vi\":\"Phố\",\"en\":\"Street\"},\"speedLimitKmh\":50,"
                + "\"lanes\":[{\"number\":1,\"widthM\":3.5,\"motorcyclesOnly\":false,\"turns\":[\"THROUGH\"]}],"
                + "\"line\":[{\"lat\":9.784,\"lon\":105.47},{\"lat\":9.785,\"lon\":105.47}]}");
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) CityJson.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
