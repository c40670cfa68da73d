package city.ioc.signal.nema;

import city.ioc.contracts.city.CityJson;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The standard eight phases: ring 1 with 1 2 | 3 4, ring 2 with 5 6 | 7 8; odd phases are protected lefts. Phases 2, 4, 6 and 8 have
 * pedestrians (walk 7 s, clearance 9 s). All change in 3 s + 2 s. Overlap 1 runs with 2 and 3. Pattern "am": cycle 100 s, splits
 * 20 35 15 30 | 15 40 20 25.
 */
final class RingBarrierText {
    private RingBarrierText() {}

    static NemaController standard() {
        return changed(x -> {});
    }

    static NemaController changed(Consumer<ObjectNode> change) {
        try {
            ObjectNode x = (ObjectNode) CityJson.mapper().readTree(TEXT);
            change.accept(x);
            return CityJson.mapper().treeToValue(x, NemaController.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String phase(int number) {
        boolean walks = number % 2 == 0;
        String approach = List.of("S", "N", "W", "E").get((number + 1) / 2 % 4);
        return "{\"number\":" + number + ",\"minGreenS\":" + (walks ? 10 : 5) + ",\"maxGreenS\":" + (walks ? 40 : 15)
                + ",\"yellowS\":3,\"redClearanceS\":2,\"passageS\":2.5,"
                + (walks ? "\"walkS\":7,\"pedestrianClearanceS\":9," : "")
                + "\"recall\":\"" + (walks ? "MAXIMUM" : "NONE") + "\",\"movements\":[{\"approach\":\"" + approach
                + "\",\"turn\":\"" + (walks ? "THROUGH" : "LEFT") + "\",\"exit\":\"out\",\"permissive\":false}]}";
    }

    /** Phases 1 and 6 from the south, 2 and 5 from the north, 3 and 8 from the west, 4 and 7 from the east. */
    private static String approachOf(int phase) {
        return switch (phase) {
            case 1, 6 -> "S";
            case 2, 5 -> "N";
            case 3, 8 -> "W";
            default -> "E";
        };
    }

    private static String phases() {
        return java.util.stream.IntStream.rangeClosed(1, 8)
                .mapToObj(number -> phase(number)
                        .replaceFirst("\"approach\":\"[A-Z]\"", "\"approach\":\"" + approachOf(number) + "\""))
                .collect(Collectors.joining(","));
    }

    private static String approach(String id, int bearing) {
        return "{\"id\":\"" + id + "\",\"link\":\"l-" + id + "\",\"name\":{\"vi\":\"" + id + "\",\"en\":\"" + id
                + "\"},\"bearingDeg\":" + bearing + "}";
    }

    private static final String TEXT = """
            {"id":"n-1","name":{"vi":"Nút","en":"Node"},"ward":"w","at":{"lat":9.78,"lon":105.47},"controller":"n-1-c",
             "approaches":[%s],"validFrom":"2025-01-01","maxRedS":150,
             "phases":[%s],"rings":[[1,2,3,4],[5,6,7,8]],"barriers":[[1,2,5,6],[3,4,7,8]],
             "overlaps":[{"number":1,"parents":[2,3],"yellowS":3,"redClearanceS":2,
                          "movements":[{"approach":"N","turn":"RIGHT","exit":"out","permissive":false}]}],
             "patterns":[{"id":"am","name":{"vi":"Sáng","en":"Morning"},"cycleS":100,"offsetS":12,
                          "offsetReference":"FIRST_GREEN","coordinated":[2,6],
                          "splitsS":{"1":20,"2":35,"3":15,"4":30,"5":15,"6":40,"7":20,"8":25}}]}""".formatted(
            String.join(",", approach("N", 180), approach("S", 0), approach("E", 270), approach("W", 90)), phases());
}
