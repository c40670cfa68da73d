package city.ioc.api.ngsi;

import city.ioc.api.http.Contract;
import city.ioc.api.http.OpenData;
import city.ioc.api.read.Database;
import city.ioc.api.street.CityView;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Traffic as NGSI-LD entities, read-only: a context broker's questions for entities of one type, answered from the roll-ups. Public.
 * Runs on the event loop.
 */
public final class NgsiApi {
    /** Where it is, as the standard has it. */
    public static final String BASE = "/ngsi-ld/v1";

    /** What the names mean: the model's own context, and the core's. */
    static final String MODEL_CONTEXT =
            "https://raw.githubusercontent.com/smart-data-models/dataModel.Transportation/master/context.jsonld";

    private static final String CORE_CONTEXT = "https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context-v1.8.jsonld";
    private static final String JSON = "application/json";
    private static final String LD_JSON = "application/ld+json";
    private static final String DEFINITION = "openapi/ngsi-ld-v1.yaml";

    private final CityView city;
    private final FlowSnapshots snapshots;
    private final InstantSource clock;
    private final OpenData frame;
    private final JsonObject definition = Contract.read(DEFINITION);

    public NgsiApi(CityView city, Database database, InstantSource clock, OpenData frame) {
        this.city = city;
        this.snapshots = new FlowSnapshots(database);
        this.clock = clock;
        this.frame = frame;
    }

    /** Adds everything under {@link #BASE} to a router. */
    public void mount(Router router) {
        OpenData.read(router, BASE + "/entities").handler(this::many);
        OpenData.read(router, BASE + "/entities/:id").handler(this::one);
        OpenData.read(router, BASE + "/api").handler(this::definition);
        router.route(BASE + "/*").handler(OpenData::readOnly);
    }

    private void many(RoutingContext context) {
        answer(context, () -> NgsiQuery.ofMany(context.queryParams()), (query, all) -> {
            List<FlowObserved> matching = query.matching(all);
            if (query.isCounted())
                context.response().putHeader("NGSILD-Results-Count", String.valueOf(matching.size()));
            return matching.stream()
                    .skip(query.offset())
                    .limit(query.limit())
                    .map(each -> written(context, each, query))
                    .toList();
        });
    }

    private void one(RoutingContext context) {
        String id = context.pathParam("id");
        answer(
                context,
                () -> NgsiQuery.ofOne(context.queryParams()),
                (query, all) -> all.stream()
                        .filter(each -> each.id().equals(id))
                        .findFirst()
                        .map(each -> (Object) written(context, each, query))
                        .orElseThrow(() -> NgsiError.notFound(id)));
    }

    private interface Reading {
        Object answer(NgsiQuery query, List<FlowObserved> all);
    }

    private void answer(RoutingContext context, java.util.function.Supplier<NgsiQuery> parse, Reading reading) {
        NgsiQuery query;
        try {
            query = parse.get();
        } catch (NgsiError error) {
            refuse(context, error);
            return;
        }
        snapshots
                .list(city.city(), clock.instant())
                .onSuccess(all -> {
                    try {
                        write(context, reading.answer(query, all));
                    } catch (NgsiError error) {
                        refuse(context, error);
                    }
                })
                .onFailure(context::fail);
    }

    private static Map<String, Object> written(RoutingContext context, FlowObserved each, NgsiQuery query) {
        Map<String, Object> json = new LinkedHashMap<>(each.json(query.attributes(), query.isSimplified()));
        if (isLinkedData(context)) json.put("@context", List.of(MODEL_CONTEXT, CORE_CONTEXT));
        return json;
    }

    /** JSON-LD has the context in it, JSON names it in a header. */
    private static void write(RoutingContext context, Object body) {
        context.response().putHeader("Vary", "Accept");
        if (!isLinkedData(context))
            context.response()
                    .putHeader(
                            "Link",
                            "<" + MODEL_CONTEXT + ">; rel=\"http://www.w3.org/ns/json-ld#context\"; type=\"" + LD_JSON
                                    + "\"");
        OpenData.write(context, isLinkedData(context) ? LD_JSON : JSON, body);
    }

    private static boolean isLinkedData(RoutingContext context) {
        String accepted = context.request().getHeader("Accept");
        return accepted != null && accepted.contains(LD_JSON) && !accepted.matches("(?s).*\\bapplication/json\\b.*");
    }

    private static void refuse(RoutingContext context, NgsiError error) {
        context.response().setStatusCode(error.status());
        OpenData.write(context, JSON, error.json());
    }

    private void definition(RoutingContext context) {
        JsonObject document = definition.copy();
        document.put("servers", new JsonArray().add(new JsonObject().put("url", frame.origin(context) + BASE)));
        OpenData.writeText(context, "application/vnd.oai.openapi+json;version=3.0", document.encode());
    }
}
