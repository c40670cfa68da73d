package city.ioc.api.http;

import city.ioc.contracts.city.CityJson;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** How open data are answered: with addresses as the caller reaches this place, and so that pages of other origins may read them. */
public record OpenData(boolean https) {

    /** Scheme, host and port that the caller used. */
    public String origin(RoutingContext context) {
        var authority = context.request().authority();
        String host = authority == null ? "localhost" : authority.toString();
        return (https ? "https" : context.request().scheme()) + "://" + host;
    }

    /** A route for those who only read. */
    public static Route read(Router router, String path) {
        return router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD);
    }

    /** Answers whoever asks for anything but reading; a browser's question whether it may read is answered with yes. */
    public static void readOnly(RoutingContext context) {
        HttpMethod method = context.request().method();
        if (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD)) {
            context.fail(404);
            return;
        }
        context.response().putHeader("Allow", "GET, HEAD, OPTIONS");
        if (!method.equals(HttpMethod.OPTIONS))
            throw Problem.of(Problem.Type.METHOD_NOT_ALLOWED, "This is read-only")
                    .asException();
        context.response()
                .putHeader("Access-Control-Allow-Origin", "*")
                .putHeader("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS")
                .putHeader("Access-Control-Allow-Headers", "*")
                .setStatusCode(204)
                .end();
    }

    /** Answers a value as JSON of a media type. */
    public static void write(RoutingContext context, String type, Object body) {
        try {
            open(context, type).response().end(Buffer.buffer(CityJson.mapper().writeValueAsBytes(body)));
        } catch (JsonProcessingException e) {
            context.fail(e);
        }
    }

    public static void writeText(RoutingContext context, String text) {
        writeText(context, "text/plain; charset=utf-8", text);
    }

    /** Answers text of a media type. */
    public static void writeText(RoutingContext context, String type, String text) {
        open(context, type).response().end(text);
    }

    private static RoutingContext open(RoutingContext context, String type) {
        context.response()
                .putHeader("Content-Type", type)
                .putHeader("Cache-Control", "no-cache")
                .putHeader("Access-Control-Allow-Origin", "*")
                .putHeader("Cross-Origin-Resource-Policy", "cross-origin");
        return context;
    }
}
