package city.ioc.api.features;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.locationtech.jts.geom.Envelope;

/**
 * Where and when the features of a collection are, as its description says it (OGC 17-069r4, requirement 15). The time is said only
 * where it has both ends: a half-bounded interval would be allowed, but OGC's own test suite cannot read its {@code null}.
 */
public record Extent(Envelope box, Optional<Period> time) {
    static final String CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
    private static final String GREGORIAN = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian";

    static Extent of(List<Feature> features) {
        Envelope box = new Envelope();
        features.forEach(each -> box.expandToInclude(each.geometry().getEnvelopeInternal()));
        List<Period> periods = features.stream()
                .flatMap(each -> each.period().stream())
                .filter(Period::isBounded)
                .toList();
        boolean isBounded = !periods.isEmpty() && periods.size() == features.size();
        Optional<Instant> first =
                periods.stream().flatMap(each -> each.from().stream()).min(Instant::compareTo);
        Optional<Instant> last =
                periods.stream().flatMap(each -> each.to().stream()).max(Instant::compareTo);
        return new Extent(box, isBounded ? Optional.of(new Period(first, last)) : Optional.empty());
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        if (!box.isNull()) {
            Map<String, Object> spatial = new LinkedHashMap<>();
            spatial.put("bbox", List.of(List.of(box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY())));
            spatial.put("crs", CRS84);
            json.put("spatial", spatial);
        }
        time.ifPresent(period -> {
            Map<String, Object> temporal = new LinkedHashMap<>();
            temporal.put(
                    "interval",
                    List.of(List.of(period.from().orElseThrow(), period.to().orElseThrow())));
            temporal.put("trs", GREGORIAN);
            json.put("temporal", temporal);
        });
        return json;
    }
}
