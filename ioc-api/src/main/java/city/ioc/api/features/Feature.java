package city.ioc.api.features;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.locationtech.jts.geom.Geometry;

/**
 * A thing with a place.
 *
 * @param id unique within its collection
 * @param geometry in WGS 84, longitude first
 * @param properties in the order in which they are shown; no nulls
 * @param period when it holds or happened; empty where it has no times
 */
public record Feature(String id, Geometry geometry, Map<String, Object> properties, Optional<Period> period) {

    /** The feature as GeoJSON (RFC 7946); links are added by whoever serves it. */
    public Map<String, Object> geoJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", "Feature");
        json.put("id", id);
        json.put("geometry", GeoJson.of(geometry));
        json.put("properties", properties);
        return json;
    }
}
