package city.ioc.api.catalogue;

import city.ioc.api.features.Feature;
import city.ioc.contracts.city.CityJson;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.locationtech.jts.geom.Point;

/** A whole collection of features as one file. */
final class FeatureFile {
    private FeatureFile() {}

    static Map<String, Object> geoJson(List<Feature> features) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", "FeatureCollection");
        json.put("features", features.stream().map(Feature::geoJson).toList());
        return json;
    }

    /** A point has its longitude and latitude in two columns, any other shape is well-known text in one. */
    static String csv(List<Feature> features) {
        boolean points = features.stream().allMatch(each -> each.geometry() instanceof Point);
        Set<String> names = new LinkedHashSet<>();
        features.forEach(each -> names.addAll(each.properties().keySet()));
        List<String> columns = new ArrayList<>();
        columns.add("id");
        columns.addAll(points ? List.of("lon", "lat") : List.of("wkt"));
        columns.addAll(List.of("from", "to"));
        columns.addAll(names);
        Csv csv = new Csv(columns);
        for (Feature each : features) csv.row(cells(each, points, names));
        return csv.toString();
    }

    private static List<String> cells(Feature feature, boolean points, Set<String> names) {
        List<String> cells = new ArrayList<>();
        cells.add(feature.id());
        if (points && feature.geometry() instanceof Point at)
            cells.addAll(List.of(String.valueOf(at.getX()), String.valueOf(at.getY())));
        else cells.add(feature.geometry().toText());
        cells.add(text(feature.period().flatMap(period -> period.from())));
        cells.add(text(feature.period().flatMap(period -> period.to())));
        JsonNode values = CityJson.mapper().valueToTree(feature.properties());
        for (String name : names) {
            JsonNode value = values.path(name);
            cells.add(value.isMissingNode() ? "" : value.isTextual() ? value.asText() : value.toString());
        }
        return cells;
    }

    private static String text(Optional<Instant> at) {
        return at.map(Instant::toString).orElse("");
    }
}
