package city.ioc.api.features;

import io.vertx.core.Future;
import java.util.List;
import java.util.function.Supplier;

/**
 * A collection of features.
 *
 * @param id as in its path
 * @param features all of them, in an order that stays the same between two pages
 */
record FeatureCollection(String id, String title, String description, Supplier<Future<List<Feature>>> features) {}
