package city.ioc.api.things;

import city.ioc.api.http.Call;
import city.ioc.api.http.OpenData;
import city.ioc.api.http.Problem;
import city.ioc.api.http.Problem.Type;
import city.ioc.api.read.Database;
import city.ioc.api.street.CityView;
import city.ioc.contracts.city.City;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * OGC SensorThings API 1.1, sensing profile, read-only: what loops, radars, cameras and environment sensors measure. Public; nothing in
 * it is personal. Runs on the event loop; what concerns observations on the database's threads.
 */
public final class ThingsApi {
    /** Where it is: services of this standard have their version at the end. */
    public static final String BASE = "/sta/v1.1";

    /** Strangers' requests that may be in the database at once: the others of its connections are the control room's. */
    private static final int MOST_IN_DATABASE = 2;

    private static final String REQUIREMENTS = "http://www.opengis.net/spec/iot_sensing/1.1/req/";
    private static final List<String> CONFORMANCE = List.of(
            "datamodel",
            "resource-path",
            "resource-path/resource-path-to-entities",
            "request-data",
            "request-data/status-code",
            "request-data/query-status-code",
            "request-data/order",
            "request-data/expand",
            "request-data/select",
            "request-data/orderby",
            "request-data/top",
            "request-data/skip",
            "request-data/count",
            "request-data/filter",
            "request-data/built-in-filter-operations",
            "request-data/built-in-query-functions",
            "request-data/pagination");

    private final CityView city;
    private final Database database;
    private final InstantSource clock;
    private final OpenData frame;
    private static final int MOST_OPTIONS = 64;

    /** How many requests are in the database. */
    private int busy;

    private @Nullable City known;
    private @Nullable Entities entities;

    public ThingsApi(CityView city, Database database, InstantSource clock, OpenData frame) {
        this.city = city;
        this.database = database;
        this.clock = clock;
        this.frame = frame;
    }

    /** Adds everything under {@link #BASE} to a router. */
    public void mount(Router router) {
        OpenData.read(router, BASE).handler(this::root);
        OpenData.read(router, BASE + "/").handler(this::root);
        OpenData.read(router, BASE + "/*").handler(this::answer);
        router.route(BASE + "/*").handler(OpenData::readOnly);
    }

    private Entities entities() {
        City now = city.city();
        Entities made = entities;
        if (made == null || known != now) {
            made = new Entities(now);
            entities = made;
            known = now;
        }
        return made;
    }

    private void root(RoutingContext context) {
        String base = frame.origin(context) + BASE;
        Map<String, Object> page = new LinkedHashMap<>();
        page.put(
                "value",
                Arrays.stream(EntityType.values())
                        .map(type -> Map.of("name", type.set, "url", base + "/" + type.set))
                        .toList());
        page.put(
                "serverSettings",
                Map.of(
                        "conformance",
                        CONFORMANCE.stream().map(each -> REQUIREMENTS + each).toList()));
        OpenData.write(context, "application/json", page);
    }

    private void answer(RoutingContext context) {
        String path;
        ThingsPath asked;
        try {
            path = URLDecoder.decode(
                    context.request().path().substring(BASE.length()).replace("+", "%2B"), StandardCharsets.UTF_8);
            asked = ThingsPath.parse(path);
        } catch (IllegalArgumentException e) {
            throw notFound(String.valueOf(e.getMessage()));
        }
        Request request =
                new Request(entities(), asked, frame.origin(context) + BASE, path, options(context), clock.instant());
        answerFromMemory(request)
                .map(Future::succeededFuture)
                .orElseGet(() -> fromDatabase(request))
                .onSuccess(found -> found.write(context))
                .onFailure(context::fail);
    }

    /** The options of the query, in which a semicolon parts those of an expansion and not the options themselves. */
    private static List<Map.Entry<String, String>> options(RoutingContext context) {
        try {
            return new QueryStringDecoder(context.request().uri(), StandardCharsets.UTF_8, true, MOST_OPTIONS, true)
                    .parameters().entrySet().stream()
                            .flatMap(each -> each.getValue().stream().map(value -> Map.entry(each.getKey(), value)))
                            .toList();
        } catch (IllegalArgumentException e) {
            throw Call.invalid("", "the query is not percent-encoded as it should be");
        }
    }

    /** Empty where observations are needed. */
    private static Optional<ThingsAnswer> answerFromMemory(Request request) {
        try {
            return Optional.of(request.answer(ObservationStore.NONE));
        } catch (ObservationStore.NeedsDatabase needed) {
            return Optional.empty();
        }
    }

    private Future<ThingsAnswer> fromDatabase(Request request) {
        if (busy >= MOST_IN_DATABASE)
            return Future.failedFuture(
                    Problem.of(Type.RATE_LIMITED, "Others are being answered; observations take turns")
                            .withRetryAfterS(1)
                            .asException());
        busy++;
        return database.call(connection -> withDatabase(request, connection)).onComplete(done -> busy--);
    }

    private ThingsAnswer withDatabase(Request request, Connection connection) throws SQLException {
        try {
            return request.answer(new StoredObservations(connection, request.now()));
        } catch (StoredObservations.QueryFailed failed) {
            throw failed.fault();
        }
    }

    static RuntimeException notFound(String detail) {
        return Problem.of(Type.NOT_FOUND, detail).asException();
    }
}
