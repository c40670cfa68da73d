package city.ioc.contracts.city;

import city.ioc.contracts.street.Intersection;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/**
 * A sound crossroads as JSON, to be broken. NS and EW are the streets, each with a permissive left in it; NL is the protected left
 * of the north approach, so that its turn is served by both; P walks across the east approach. Stages: A {NS}, L {NL}, B {EW}, W
 * {P}. The plan "day" has splits of 30, 15, 25 and 20 s in a cycle of 90 s.
 */
final class Crossroads {
    private Crossroads() {}

    static Intersection sound() {
        return broken(x -> {});
    }

    static Intersection broken(Consumer<ObjectNode> change) {
        try {
            ObjectNode x = (ObjectNode) CityJson.mapper().readTree(TEXT);
            change.accept(x);
            return CityJson.mapper().treeToValue(x, Intersection.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static final String TEXT = """
            {"id":"x","name":{"vi":"Ngã tư","en":"Crossroads"},"ward":"w","at":{"lat":9.784,"lon":105.47},
             "control":"COMMANDED","controller":"x-c",
             "approaches":[{"id":"N","link":"n-x","name":{"vi":"Bắc","en":"North"},"bearingDeg":180},
                           {"id":"S","link":"s-x","name":{"vi":"Nam","en":"South"},"bearingDeg":0},
                           {"id":"E","link":"e-x","name":{"vi":"Đông","en":"East"},"bearingDeg":270}],
             "groups":[{"id":"NS","number":2,"kind":"VEHICLE","minGreenS":7,"maxRedS":120,"amberS":3,"clearanceS":0,
                        "movements":[{"approach":"N","turn":"THROUGH","exit":"x-s","permissive":false},
                                     {"approach":"N","turn":"LEFT","exit":"x-e","permissive":true},
                                     {"approach":"S","turn":"THROUGH","exit":"x-n","permissive":false}]},
                       {"id":"NL","number":1,"kind":"VEHICLE","minGreenS":5,"maxRedS":120,"amberS":3,"clearanceS":0,
                        "movements":[{"approach":"N","turn":"LEFT","exit":"x-e","permissive":false}]},
                       {"id":"EW","number":4,"kind":"VEHICLE","minGreenS":7,"maxRedS":120,"amberS":3,"clearanceS":0,
                        "movements":[{"approach":"E","turn":"THROUGH","exit":"x-w","permissive":false}]},
                       {"id":"P","number":12,"kind":"PEDESTRIAN","minGreenS":6,"maxRedS":120,"amberS":0,"clearanceS":9,
                        "crosses":"E","crossingM":10.5,"movements":[]}],
             "conflicts":[["NS","NL"],["NS","EW"],["NS","P"],["NL","EW"],["NL","P"],["EW","P"]],
             "intergreens":{"NS>NL":5,"NL>NS":5,"NS>EW":5,"EW>NS":5,"NS>P":5,"P>NS":10,
                            "NL>EW":5,"EW>NL":5,"NL>P":5,"P>NL":10,"EW>P":5,"P>EW":10},
             "stages":[{"id":"A","name":{"vi":"A","en":"A"},"groups":["NS"]},
                       {"id":"L","name":{"vi":"L","en":"L"},"groups":["NL"]},
                       {"id":"B","name":{"vi":"B","en":"B"},"groups":["EW"]},
                       {"id":"W","name":{"vi":"W","en":"W"},"groups":["P"]}],
             "maxStageS":60,
             "plans":[{"id":"day","kind":"FIXED_TIME","name":{"vi":"Ngày","en":"Day"},"cycleS":90,"offsetS":10,
                       "splits":[{"stage":"A","lengthS":30,"gapS":2.5},{"stage":"L","lengthS":15,"gapS":2.5},
                                 {"stage":"B","lengthS":25,"gapS":2.5},{"stage":"W","lengthS":20,"gapS":2.5}]}],
             "schedule":[{"days":["MONDAY","TUESDAY","WEDNESDAY","THURSDAY","FRIDAY","SATURDAY","SUNDAY"],
                          "from":"00:00","plan":"day"}],
             "validFrom":"2025-07-01","version":3}""";
}
