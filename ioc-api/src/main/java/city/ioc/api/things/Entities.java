package city.ioc.api.things;

import city.ioc.api.things.Entity.Keys;
import city.ioc.contracts.city.City;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.GeoPoint;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A city's things as SensorThings sees them, all but observations. A thing is a place where devices stand, with one location; each
 * value that a device measures is a datastream; kinds of device are the sensors. Immutable.
 */
final class Entities {
    private static final String UCUM = "http://unitsofmeasure.org/ucum#";
    private static final String GEO_JSON = "application/geo+json";
    private static final String MEASUREMENT = "http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement";
    private static final String ABOUT = "urn:ioc:";

    private final Map<EntityType, Map<String, Entity>> byType = new EnumMap<>(EntityType.class);

    private record Place(String nameEn, String nameVi, GeoPoint at, String what, LocalDate since) {}

    Entities(City city) {
        for (EntityType type : EntityType.values()) byType.put(type, new TreeMap<>());
        places(city).forEach(this::place);
        for (Device device : city.devices()) device(device);
    }

    private static Map<String, Place> places(City city) {
        Map<String, Place> places = new TreeMap<>();
        LocalDate longAgo = LocalDate.EPOCH;
        city.intersections()
                .forEach(x -> places.put(
                        x.id().value(),
                        new Place(x.name().en(), x.name().vi(), x.at(), "Intersection with signals", longAgo)));
        for (Device device : city.devices())
            places.merge(
                    device.site().value(),
                    new Place(device.name().en(), device.name().vi(), device.at(), "Station", device.validFrom()),
                    (known, of) -> known.since().equals(longAgo)
                            ? new Place(known.nameEn(), known.nameVi(), known.at(), known.what(), of.since())
                            : known);
        return places;
    }

    private void place(String site, Place place) {
        Keys keys = new Keys(site, Keys.ANY, Keys.ANY, Keys.ANY);
        Map<String, Object> point = point(place.at());
        add(
                EntityType.THING,
                site,
                keys,
                "name",
                place.nameEn(),
                "description",
                place.what(),
                "properties",
                Map.of("nameVi", place.nameVi(), "site", site));
        add(
                EntityType.LOCATION,
                site,
                keys,
                "name",
                place.nameEn(),
                "description",
                place.what(),
                "encodingType",
                GEO_JSON,
                "location",
                point);
        add(EntityType.HISTORICAL_LOCATION, site, keys, "time", place.since() + "T00:00:00Z");
    }

    private void observedProperty(Measured each) {
        add(
                EntityType.OBSERVED_PROPERTY,
                each.id(),
                new Keys(Keys.ANY, Keys.ANY, Keys.ANY, each.id()),
                "name",
                each.name(),
                "definition",
                ABOUT + "property:" + each.id(),
                "description",
                each.description());
    }

    private void device(Device device) {
        List<Measured> measures = Measured.of(device);
        if (measures.isEmpty()) return;
        String kind = device.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
        String site = device.site().value();
        String id = device.id().value();
        add(
                EntityType.SENSOR,
                kind,
                new Keys(Keys.ANY, Keys.ANY, kind, Keys.ANY),
                "name",
                words(kind),
                "description",
                "Devices of the kind " + words(kind),
                "encodingType",
                "text/html",
                "metadata",
                ABOUT + "sensor:" + kind);
        add(
                EntityType.FEATURE_OF_INTEREST,
                id,
                new Keys(site, id, kind, Keys.ANY),
                "name",
                device.name().en(),
                "description",
                "Where the device measures",
                "properties",
                Map.of("nameVi", device.name().vi()),
                "encodingType",
                GEO_JSON,
                "feature",
                point(device.at()));
        for (Measured each : measures) {
            observedProperty(each);
            add(
                    EntityType.DATASTREAM,
                    id + "." + each.id(),
                    new Keys(site, id, kind, each.id()),
                    "name",
                    each.name() + ", " + device.name().en(),
                    "description",
                    each.description(),
                    "properties",
                    Map.of("nameVi", device.name().vi(), "device", id),
                    "observationType",
                    MEASUREMENT,
                    "unitOfMeasurement",
                    unit(each),
                    "observedArea",
                    point(device.at()));
        }
    }

    private static Map<String, Object> unit(Measured each) {
        Map<String, Object> unit = new LinkedHashMap<>();
        unit.put("name", each.unit());
        unit.put("symbol", each.symbol());
        unit.put("definition", UCUM);
        return unit;
    }

    private static String words(String kind) {
        return kind.replace('-', ' ');
    }

    private static Map<String, Object> point(GeoPoint at) {
        Map<String, Object> point = new LinkedHashMap<>();
        point.put("type", "Point");
        point.put("coordinates", List.of(at.lon(), at.lat()));
        return point;
    }

    private void add(EntityType type, String id, Keys keys, Object... namesAndValues) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2)
            values.put((String) namesAndValues[i], namesAndValues[i + 1]);
        of(type).put(id, new Entity(type, id, values, keys));
    }

    private Map<String, Entity> of(EntityType type) {
        Map<String, Entity> all = byType.get(type);
        if (all == null) throw new IllegalStateException();
        return all;
    }

    Optional<Entity> find(EntityType type, String id) {
        return Optional.ofNullable(of(type).get(id));
    }

    List<Entity> list(EntityType type) {
        return List.copyOf(of(type).values());
    }

    /** Those of a type that an entity is associated with. */
    List<Entity> list(Entity from, EntityType to) {
        // Sensors and observed properties have their datastreams' keys, not each other's.
        List<Entity> found = new ArrayList<>();
        for (Entity each : of(to).values()) if (from.keys().meets(each.keys())) found.add(each);
        return found;
    }

    /** Names of the datastreams of what has these keys; of all where there are none. */
    String[] datastreams(Optional<Keys> keys) {
        return of(EntityType.DATASTREAM).values().stream()
                .filter(each -> keys.map(of -> of.meets(each.keys())).orElse(true))
                .map(Entity::id)
                .toArray(String[]::new);
    }
}
