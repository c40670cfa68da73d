package city.ioc.api.things;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The kinds of entity of the sensing profile, with where each leads (OGC 18-088, section 8). */
enum EntityType {
    THING("Things", "Thing", List.of("name", "description", "properties")),
    LOCATION("Locations", "Location", List.of("name", "description", "properties", "encodingType", "location")),
    HISTORICAL_LOCATION("HistoricalLocations", "HistoricalLocation", List.of("time")),
    DATASTREAM(
            "Datastreams",
            "Datastream",
            List.of(
                    "name",
                    "description",
                    "properties",
                    "observationType",
                    "unitOfMeasurement",
                    "observedArea",
                    "phenomenonTime",
                    "resultTime")),
    SENSOR("Sensors", "Sensor", List.of("name", "description", "properties", "encodingType", "metadata")),
    OBSERVED_PROPERTY(
            "ObservedProperties", "ObservedProperty", List.of("name", "definition", "description", "properties")),
    OBSERVATION(
            "Observations",
            "Observation",
            List.of("phenomenonTime", "resultTime", "result", "resultQuality", "validTime", "parameters")),
    FEATURE_OF_INTEREST(
            "FeaturesOfInterest",
            "FeatureOfInterest",
            List.of("name", "description", "properties", "encodingType", "feature"));

    /** Properties whose values have parts that can be named. */
    static final Set<String> COMPLEX =
            Set.of("properties", "parameters", "unitOfMeasurement", "location", "feature", "observedArea");

    private static final Set<String> PLACES = Set.of("location", "feature", "observedArea");
    private static final Set<String> TIMES = Set.of("time", "phenomenonTime", "resultTime", "validTime");
    private static final Set<String> ANYTHING =
            Set.of("id", "@iot.id", "properties", "parameters", "unitOfMeasurement", "result", "resultQuality");

    final String set;
    final String single;
    final List<String> properties;

    /** One end of an association. */
    record Way(EntityType to, boolean many) {}

    EntityType(String set, String single, List<String> properties) {
        this.set = set;
        this.single = single;
        this.properties = properties;
    }

    /** What a property is, whichever type has it. */
    static ValueKind kind(String property) {
        if (PLACES.contains(property)) return ValueKind.PLACE;
        if (TIMES.contains(property)) return ValueKind.TIME;
        return ANYTHING.contains(property) ? ValueKind.ANY : ValueKind.TEXT;
    }

    static Optional<EntityType> findSet(String name) {
        return Arrays.stream(values()).filter(each -> each.set.equals(name)).findFirst();
    }

    private static final Map<EntityType, Map<String, Way>> WAYS = new EnumMap<>(EntityType.class);

    static {
        for (EntityType type : values()) WAYS.put(type, Collections.unmodifiableMap(type.findWays()));
    }

    /** Where the entity leads, by the name of the way, in the order in which they are shown. */
    Map<String, Way> ways() {
        return Objects.requireNonNull(WAYS.get(this));
    }

    private Map<String, Way> findWays() {
        Map<String, Way> ways = new LinkedHashMap<>();
        switch (this) {
            case THING -> {
                many(ways, LOCATION);
                many(ways, HISTORICAL_LOCATION);
                many(ways, DATASTREAM);
            }
            case LOCATION -> {
                many(ways, THING);
                many(ways, HISTORICAL_LOCATION);
            }
            case HISTORICAL_LOCATION -> {
                one(ways, THING);
                many(ways, LOCATION);
            }
            case DATASTREAM -> {
                one(ways, THING);
                one(ways, SENSOR);
                one(ways, OBSERVED_PROPERTY);
                many(ways, OBSERVATION);
            }
            case SENSOR, OBSERVED_PROPERTY -> many(ways, DATASTREAM);
            case OBSERVATION -> {
                one(ways, DATASTREAM);
                one(ways, FEATURE_OF_INTEREST);
            }
            case FEATURE_OF_INTEREST -> many(ways, OBSERVATION);
        }
        return ways;
    }

    private static void many(Map<String, Way> ways, EntityType to) {
        ways.put(to.set, new Way(to, true));
    }

    private static void one(Map<String, Way> ways, EntityType to) {
        ways.put(to.single, new Way(to, false));
    }
}
