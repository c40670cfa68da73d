package city.ioc.api.features;

import city.ioc.api.http.Contract;
import city.ioc.contracts.city.CityJson;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** The OpenAPI 3.0 definition of the open data, with the paths of every collection written out. */
final class FeaturesDefinition {
    private static final String RESOURCE = "openapi/ogc-features-v1.yaml";
    private static final JsonObject FRAME = Contract.read(RESOURCE);

    private FeaturesDefinition() {}

    static JsonNode of(Links links, String title, List<FeatureCollection> collections) {
        JsonObject document = FRAME.copy();
        JsonObject templates = (JsonObject) document.remove("x-collection");
        document.getJsonObject("info").put("title", title);
        document.put("servers", new JsonArray().add(new JsonObject().put("url", links.base())));
        for (FeatureCollection collection : collections)
            for (String path : templates.fieldNames()) {
                JsonObject template = templates.getJsonObject(path).copy();
                template.getJsonObject("get")
                        .put("operationId", operation(path) + "_" + collection.id())
                        .put("tags", new JsonArray().add(collection.title()));
                document.getJsonObject("paths").put("/collections/" + collection.id() + path, template);
            }
        try {
            return CityJson.mapper().readTree(document.encode());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the definition is no JSON", e);
        }
    }

    private static String operation(String path) {
        return switch (path) {
            case "" -> "describe";
            case "/items" -> "getFeatures";
            default -> "getFeature";
        };
    }
}
