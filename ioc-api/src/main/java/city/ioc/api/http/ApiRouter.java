package city.ioc.api.http;

import city.ioc.api.http.Contract.Access;
import city.ioc.api.http.Problem.Type;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.openapi.router.OpenAPIRoute;
import io.vertx.ext.web.openapi.router.RequestExtractor;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Routes requests under the contract: who may, then what is asked, then the operation. */
public final class ApiRouter {
    private static final long BODY_LIMIT = 1 << 20;

    /** The path of the contract's server; the library's router leaves it out. */
    private static final String BASE = "/api/v1";

    static final String OPERATION = "ioc.operation";

    /** Operations that an account may still call whose password must be changed. */
    private static final Set<String> BEFORE_PASSWORD_CHANGE = Set.of("changePassword", "getMe");

    private final Vertx vertx;
    private final Contract contract;
    private final Map<String, Operation> operations;
    private final Authentication authentication;
    private final RateLimits perUser;
    private final RefusalLog refusals;

    /** Told of everybody who was turned away by role. */
    @FunctionalInterface
    public interface RefusalLog {
        void refused(Principal principal, String operation, String path);
    }

    public ApiRouter(
            Vertx vertx,
            Contract contract,
            Map<String, Operation> operations,
            Authentication authentication,
            RateLimits perUser,
            RefusalLog refusals) {
        this.vertx = vertx;
        this.contract = contract;
        this.operations = Map.copyOf(operations);
        this.authentication = authentication;
        this.perUser = perUser;
        this.refusals = refusals;
        requireSameOperations();
    }

    private void requireSameOperations() {
        Set<String> missing = new TreeSet<>(contract.accessByOperation().keySet());
        missing.removeAll(operations.keySet());
        Set<String> unknown = new TreeSet<>(operations.keySet());
        unknown.removeAll(contract.accessByOperation().keySet());
        if (!missing.isEmpty() || !unknown.isEmpty())
            throw new IllegalStateException(
                    "operations and contract differ: not implemented " + missing + ", not in the contract " + unknown);
    }

    /** Adds everything under /api to a router. */
    public void mount(Router router) {
        for (var operation : contract.openApi().operations()) {
            Access access = contract.access(operation.getOperationId());
            router.route(operation.getHttpMethod(), colonPath(operation.getAbsoluteOpenAPIPath()))
                    .handler(context -> guard(context, operation.getOperationId(), access));
        }
        router.route("/api/*").handler(BodyHandler.create(false).setBodyLimit(BODY_LIMIT));
        RouterBuilder builder = RouterBuilder.create(vertx, contract.openApi(), RequestExtractor.withBodyHandler());
        for (OpenAPIRoute route : builder.getRoutes()) {
            Operation operation = operations.get(route.getOperation().getOperationId());
            if (operation == null) throw new IllegalStateException();
            route.setDoSecurity(false).addHandler(context -> run(context, operation));
        }
        router.route(BASE + "/*").subRouter(builder.createRouter());
        router.route("/api/*").handler(this::unmatched);
    }

    private void guard(RoutingContext context, String operation, Access access) {
        context.put(OPERATION, operation);
        if (access.kind() == Access.Kind.PUBLIC) {
            context.next();
            return;
        }
        String header = context.request().getHeader("Authorization");
        if (header == null || !header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            context.fail(Problem.of(Type.UNAUTHENTICATED).asException());
            return;
        }
        context.request().pause();
        authentication.authenticate(header.substring(7).trim()).onComplete(result -> {
            context.request().resume();
            if (result.failed()) context.fail(result.cause());
            else admit(context, operation, access, result.result());
        });
    }

    private void admit(RoutingContext context, String operation, Access access, Principal principal) {
        context.put(Call.PRINCIPAL, principal);
        OptionalLong wait = perUser.take(principal.name());
        if (wait.isPresent()) {
            context.fail(Problem.of(Type.RATE_LIMITED)
                    .withRetryAfterS(wait.getAsLong())
                    .asException());
        } else if (principal.mustChangePassword() && !BEFORE_PASSWORD_CHANGE.contains(operation)) {
            context.fail(Problem.of(Type.PASSWORD_CHANGE_REQUIRED).asException());
        } else if (!access.allows(principal)) {
            refusals.refused(principal, operation, context.normalizedPath());
            context.fail(Problem.of(Type.FORBIDDEN, "This needs one of the roles " + new TreeSet<>(access.roles()))
                    .asException());
        } else context.next();
    }

    private static void run(RoutingContext context, Operation operation) {
        operation
                .handle(new Call(context))
                .onSuccess(answer -> write(context, answer))
                .onFailure(context::fail);
    }

    private static void write(RoutingContext context, Answer answer) {
        var response = context.response();
        if (response.ended() || response.closed()) return;
        response.setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        answer.cookies().forEach(cookie -> response.headers().add("Set-Cookie", cookie));
        if (!answer.headers().containsKey("Cache-Control")) response.putHeader("Cache-Control", "no-store");
        if (answer.body().isPresent()) {
            if (!answer.headers().containsKey("Content-Type")) response.putHeader("Content-Type", "application/json");
            response.end(Buffer.buffer(answer.body().get()));
        } else response.end();
    }

    private void unmatched(RoutingContext context) {
        List<String> methods = new ArrayList<>();
        for (var operation : contract.openApi().operations()) {
            String regex =
                    Pattern.quote(operation.getAbsoluteOpenAPIPath()).replaceAll("\\{[^}]+\\}", "\\\\E[^/]+\\\\Q");
            if (context.normalizedPath().matches(regex))
                methods.add(operation.getHttpMethod().name());
        }
        if (methods.isEmpty()) context.fail(Problem.of(Type.NOT_FOUND).asException());
        else {
            context.response().putHeader("Allow", String.join(", ", methods));
            context.fail(Problem.of(Type.METHOD_NOT_ALLOWED).asException());
        }
    }

    private static String colonPath(String path) {
        return path.replaceAll("\\{([^}]+)\\}", ":$1");
    }
}
