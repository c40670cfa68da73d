package city.ioc.api.things;

import city.ioc.api.http.OpenData;
import city.ioc.api.http.Problem;
import city.ioc.api.http.Problem.Type;
import city.ioc.api.read.Database;
import city.ioc.api.street.CityView;
import city.ioc.contracts.city.City;
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

    private static final String REQUIREMENTS = "http://www.opengis.net/spec/iot_sensing/1.1/req/";
    private static final List<String> CONFORMANCE =
            List.of("datamodel", "resource-path/resource-path-to-entities", "request-data");

    private final CityView city;
    private final Database database;
    private final InstantSource clock;
    private final OpenData frame;
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
        router.get(BASE).handler(this::root);
        router.get(BASE + "/").handler(this::root);
        router.get(BASE + "/*").handler(this::answer);
        router.route(BASE + "/*").handler(context -> {
            context.response().putHeader("Allow", "GET");
            context.fail(
                    Problem.of(Type.METHOD_NOT_ALLOWED, "This is read-only").asException());
        });
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
        Request request = new Request(
                entities(), asked, frame.origin(context) + BASE, path, context.queryParams(), clock.instant());
        answerFromMemory(request)
                .map(Future::succeededFuture)
                .orElseGet(() -> database.call(connection -> withDatabase(request, connection)))
                .onSuccess(found -> found.write(context))
                .onFailure(context::fail);
    }

    /** Empty where observations are needed. */
    private static Optional<ThingsAnswer> answerFromMemory(Request request) {
        try {
            return Optional.of(request.answer(ObservationStore.NONE));
        } catch (ObservationStore.NeedsDatabase needed) {
            return Optional.empty();
        }
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
