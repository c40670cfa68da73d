package city.ioc.api.features;

import io.netty.handler.codec.http.QueryStringEncoder;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes links as the caller reaches this place: by the scheme, host and port that he used. */
final class Links {
    private final RoutingContext context;
    private final String origin;

    /** @param origin scheme, host and port */
    Links(RoutingContext context, String origin) {
        this.context = context;
        this.origin = origin;
    }

    String base() {
        return origin + FeaturesApi.BASE;
    }

    /** To a path below the base. */
    Map<String, String> to(String path, String rel, String type, String title) {
        return link(base() + path, rel, type, title);
    }

    /** To what is asked for now. */
    Map<String, String> here(String rel, String type, String title) {
        return link(origin + context.request().uri(), rel, type, title);
    }

    /** To what is asked for now, but for one parameter. */
    Map<String, String> hereWith(String parameter, Object value, String rel, String type, String title) {
        QueryStringEncoder uri = new QueryStringEncoder(context.request().path());
        context.queryParams().forEach(each -> {
            if (!each.getKey().equals(parameter)) uri.addParam(each.getKey(), each.getValue());
        });
        uri.addParam(parameter, String.valueOf(value));
        return link(origin + uri, rel, type, title);
    }

    private static Map<String, String> link(String href, String rel, String type, String title) {
        Map<String, String> link = new LinkedHashMap<>();
        link.put("href", href);
        link.put("rel", rel);
        link.put("type", type);
        link.put("title", title);
        return link;
    }
}
