package city.ioc.api.ngsi;

import city.ioc.contracts.street.Device;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What a detector saw in five minutes, as a TrafficFlowObserved of the Smart Data Models. The lane has no {@code laneId}: the model counts
 * lanes otherwise than the city does; the name says it.
 *
 * @param intensity vehicles in the time observed
 */
record FlowObserved(
        String city,
        String provider,
        Device device,
        Instant from,
        Instant to,
        int intensity,
        OptionalDouble occupancy,
        OptionalDouble averageVehicleSpeedKmh) {
    static final String TYPE = "TrafficFlowObserved";
    static final String EXPANDED_TYPE = "https://smartdatamodels.org/dataModel.Transportation/TrafficFlowObserved";

    /** Of kilometres per hour, in UN/CEFACT's list, as NGSI-LD wants units. */
    private static final String KMH = "KMH";

    static String id(String city, String device) {
        return "urn:ngsi-ld:" + TYPE + ":" + city + ":" + device;
    }

    String id() {
        return id(city, device.id().value());
    }

    /**
     * @param attributes those to show; empty: all
     * @param isSimplified whether values stand alone, as {@code keyValues}
     */
    Map<String, Object> json(Set<String> attributes, boolean isSimplified) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id());
        json.put("type", TYPE);
        normalized().forEach((name, attribute) -> {
            if (!attributes.isEmpty() && !attributes.contains(name)) return;
            json.put(name, isSimplified ? plain(attribute) : attribute);
        });
        return json;
    }

    /** A time stands alone where values do. */
    private static Object plain(Map<String, Object> attribute) {
        Object value = Objects.requireNonNull(attribute.get("value"));
        return value instanceof Map<?, ?> typed && typed.get("@value") instanceof String text ? text : value;
    }

    private Map<String, Map<String, Object>> normalized() {
        Map<String, Map<String, Object>> all = new LinkedHashMap<>();
        all.put("name", property(device.name().en()));
        all.put("alternateName", property(device.name().vi()));
        all.put("dataProvider", property(provider));
        all.put("location", location());
        all.put("dateObserved", property(from + "/" + to));
        all.put("dateObservedFrom", property(time(from)));
        all.put("dateObservedTo", property(time(to)));
        all.put("intensity", observed(intensity));
        occupancy.ifPresent(share -> all.put("occupancy", observed(rounded(share, 1e4))));
        averageVehicleSpeedKmh.ifPresent(speed -> {
            Map<String, Object> property = observed(rounded(speed, 10));
            property.put("unitCode", KMH);
            all.put("averageVehicleSpeed", property);
        });
        return all;
    }

    private static double rounded(double value, double parts) {
        return Math.round(value * parts) / parts;
    }

    private Map<String, Object> location() {
        Map<String, Object> point = new LinkedHashMap<>();
        point.put("type", "Point");
        point.put("coordinates", List.of(device.at().lon(), device.at().lat()));
        Map<String, Object> location = new LinkedHashMap<>();
        location.put("type", "GeoProperty");
        location.put("value", point);
        return location;
    }

    private static Map<String, Object> time(Instant at) {
        Map<String, Object> time = new LinkedHashMap<>();
        time.put("@type", "DateTime");
        time.put("@value", at.toString());
        return time;
    }

    private static Map<String, Object> property(Object value) {
        Map<String, Object> property = new LinkedHashMap<>();
        property.put("type", "Property");
        property.put("value", value);
        return property;
    }

    private Map<String, Object> observed(Object value) {
        Map<String, Object> property = property(value);
        property.put("observedAt", to.toString());
        return property;
    }
}
