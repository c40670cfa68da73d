package city.ioc.api.http;

import city.ioc.api.http.Problem.Type;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every request gets: an id, security headers, a rate limit by address, a line in the access log, a measurement. */
public final class HttpFrame {
    private static final Logger LOG = LoggerFactory.getLogger("city.ioc.api.access");
    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9_.-]{8,64}");

    /**
     * MapLibre draws in a worker made from a blob; styles are set on elements by the map and the charts; pictures and clips of evidence
     * need the login, so that a page fetches them itself and shows them from blobs.
     */
    private static final String CONTENT_POLICY = "default-src 'self'; script-src 'self'; worker-src 'self' blob:; "
            + "child-src blob:; img-src 'self' data: blob:; media-src 'self' blob:; style-src 'self' 'unsafe-inline'; font-src 'self' data:; "
            + "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    private final RateLimits perAddress;
    private final MeterRegistry meters;
    private final boolean https;
    private final SecureRandom random = new SecureRandom();

    public HttpFrame(RateLimits perAddress, MeterRegistry meters, boolean https) {
        this.perAddress = perAddress;
        this.meters = meters;
        this.https = https;
    }

    public void mount(Router router) {
        router.route().failureHandler(Problems::answer);
        router.route().handler(this::handle);
    }

    private void handle(RoutingContext context) {
        long start = System.nanoTime();
        String id = requestId(context);
        context.put(Call.REQUEST_ID, id);
        var headers = context.response().headers();
        headers.set("X-Request-Id", id)
                .set("X-Content-Type-Options", "nosniff")
                .set("X-Frame-Options", "DENY")
                .set("Referrer-Policy", "same-origin")
                .set("Cross-Origin-Opener-Policy", "same-origin")
                .set("Cross-Origin-Resource-Policy", "same-origin")
                .set("Permissions-Policy", "camera=(), microphone=(), geolocation=(self)")
                .set("Content-Security-Policy", CONTENT_POLICY);
        if (https) headers.set("Strict-Transport-Security", "max-age=31536000");
        context.addEndHandler(done -> measured(context, id, start));
        OptionalLong wait = perAddress.take(Call.remoteAddress(context));
        if (wait.isPresent())
            context.fail(Problem.of(Type.RATE_LIMITED)
                    .withRetryAfterS(wait.getAsLong())
                    .asException());
        else context.next();
    }

    private String requestId(RoutingContext context) {
        String given = context.request().getHeader("X-Request-Id");
        if (given != null && REQUEST_ID.matcher(given).matches()) return given;
        byte[] bytes = new byte[12];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private void measured(RoutingContext context, String id, long start) {
        long nanos = System.nanoTime() - start;
        String operation = context.get(ApiRouter.OPERATION);
        int status = context.response().getStatusCode();
        meters.timer(
                        "ioc.http.requests",
                        "operation",
                        operation == null ? "other" : operation,
                        "status",
                        String.valueOf(status))
                .record(nanos, TimeUnit.NANOSECONDS);
        Principal principal = context.get(Call.PRINCIPAL);
        boolean quiet = status < 400 && (operation == null || operation.equals("getHealth"));
        if (quiet && !LOG.isDebugEnabled()) return;
        LOG.info(
                "request method={} path={} operation={} status={} ms={} user={} ip={} id={}",
                context.request().method(),
                oneLine(context.normalizedPath()),
                operation == null ? "-" : operation,
                status,
                nanos / 1_000_000,
                principal == null ? "-" : principal.name(),
                Call.remoteAddress(context),
                id);
    }

    private static String oneLine(String path) {
        String safe = path.replaceAll("[^\\x21-\\x7e]", "?");
        return safe.length() <= 200 ? safe : safe.substring(0, 200) + "…";
    }
}
