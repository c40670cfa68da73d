package city.ioc.api.room;

import city.ioc.api.room.RoomFiles.RoomFile;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.Optional;

/** Serves the control room; every path without a file is a view of it and answers with the page itself. */
public final class RoomHandler {
    private static final String PAGE = "/index.html";

    private final RoomFiles files;

    public RoomHandler(RoomFiles files) {
        this.files = files;
    }

    public void mount(Router router) {
        router.route().method(HttpMethod.GET).method(HttpMethod.HEAD).handler(this::serve);
    }

    private void serve(RoutingContext context) {
        String path = context.normalizedPath();
        Optional<RoomFile> file = files.find(path);
        if (file.isPresent()) send(context, path, file.get());
        else if (path.substring(path.lastIndexOf('/')).contains(".")) context.fail(404);
        else
            files.find(PAGE)
                    .ifPresentOrElse(
                            page -> send(context, PAGE, page),
                            () -> context.response()
                                    .setStatusCode(503)
                                    .putHeader("Content-Type", "text/plain; charset=utf-8")
                                    .end("The control room is not built into this service.\n"
                                            + "Build it in ioc-api/ui (npm ci, npm run build) or set IOC_UI_ROOT.\n"));
    }

    private static void send(RoutingContext context, String path, RoomFile file) {
        var response = context.response();
        response.putHeader("Content-Type", file.type())
                .putHeader("Vary", "Accept-Encoding")
                .putHeader("ETag", file.document().etag())
                // the build puts a hash into the names under assets: what has such a name never changes
                .putHeader(
                        "Cache-Control",
                        path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache");
        if (file.document().matches(Optional.ofNullable(context.request().getHeader("If-None-Match")))) {
            response.setStatusCode(304).end();
            return;
        }
        Buffer body;
        if (file.brotli().isPresent() && accepts(context, "br")) {
            response.putHeader("Content-Encoding", "br");
            body = Buffer.buffer(file.brotli().get());
        } else if (file.gzip().isPresent() && accepts(context, "gzip")) {
            response.putHeader("Content-Encoding", "gzip");
            body = Buffer.buffer(file.gzip().get());
        } else body = Buffer.buffer(file.document().body());
        if (context.request().method().equals(HttpMethod.HEAD)) {
            response.putHeader("Content-Length", String.valueOf(body.length())).end();
        } else response.end(body);
    }

    private static boolean accepts(RoutingContext context, String coding) {
        String header = context.request().getHeader("Accept-Encoding");
        return header != null
                && Arrays.stream(header.split(",", -1))
                        .map(each -> each.trim().split(";", 2))
                        .anyMatch(each -> each[0].trim().equals(coding)
                                && (each.length < 2 || !each[1].trim().matches("q=0(\\.0*)?")));
    }
}
