package city.ioc.api.http;

import city.ioc.contracts.city.CityJson;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;

/** How open data are answered: with addresses as the caller reaches this place, and so that pages of other origins may read them. */
public record OpenData(boolean https) {

    /** Scheme, host and port that the caller used. */
    public String origin(RoutingContext context) {
        var authority = context.request().authority();
        String host = authority == null ? "localhost" : authority.toString();
        return (https ? "https" : context.request().scheme()) + "://" + host;
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
        open(context, "text/plain; charset=utf-8").response().end(text);
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
