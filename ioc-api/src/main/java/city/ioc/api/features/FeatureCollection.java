package city.ioc.api.features;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.locationtech.jts.geom.Envelope;

/**
 * A collection of features.
 *
 * @param id as in its path
 * @param features all of them, in an order that stays the same between two pages
 * @param area where they can be, when that is known without reading them: it stays the same while features come
 */
public record FeatureCollection(
        String id,
        String title,
        String description,
        Supplier<Future<List<Feature>>> features,
        Optional<Supplier<Envelope>> area) {

    public Future<Extent> extent() {
        return area.map(box -> Future.succeededFuture(new Extent(box.get(), Optional.empty())))
                .orElseGet(() -> features.get().map(Extent::of));
    }
}
