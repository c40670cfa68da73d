package city.ioc.api.http;

import city.ioc.api.http.Problem.Fault;
import city.ioc.api.http.Problem.Type;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import io.vertx.json.schema.OutputUnit;
import io.vertx.openapi.validation.SchemaValidationException;
import io.vertx.openapi.validation.ValidatorErrorType;
import io.vertx.openapi.validation.ValidatorException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers whatever went wrong as a problem document. */
final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final int MAX_FAULTS = 20;

    private Problems() {}

    static void answer(RoutingContext context) {
        Problem problem = of(context.failure(), context.statusCode());
        if (problem.status() == 500)
            LOG.error(
                    "failed method={} path={} id={}",
                    context.request().method(),
                    context.normalizedPath(),
                    context.<String>get(Call.REQUEST_ID),
                    context.failure());
        write(context, problem);
    }

    static void write(RoutingContext context, Problem problem) {
        var response = context.response();
        if (response.ended() || response.headWritten()) {
            context.request().connection().close();
            return;
        }
        String id = context.get(Call.REQUEST_ID);
        Problem complete = id == null ? problem : problem.withInstance(id);
        problem.retryAfterS().ifPresent(seconds -> response.putHeader("Retry-After", String.valueOf(seconds)));
        if (problem.status() == 401) response.putHeader("WWW-Authenticate", "Bearer");
        response.setStatusCode(problem.status())
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Cache-Control", "no-store")
                .end(Buffer.buffer(Answer.bytes(complete)));
    }

    static Problem of(@Nullable Throwable failure, int status) {
        return switch (failure) {
            case ProblemException known -> known.problem();
            case SchemaValidationException wrong -> schema(wrong);
            case ValidatorException wrong -> validator(wrong);
            // the router wraps what the validation found
            case HttpException wrapped when wrapped.getCause() instanceof ValidatorException wrong -> of(wrong, status);
            case null, default -> byStatus(failure, status);
        };
    }

    private static Problem byStatus(@Nullable Throwable failure, int status) {
        return switch (status) {
            case 400 ->
                failure == null || failure.getMessage() == null
                        ? Problem.of(Type.INVALID_REQUEST)
                        : Problem.of(Type.INVALID_REQUEST, failure.getMessage());
            case 404 -> Problem.of(Type.NOT_FOUND);
            case 405 -> Problem.of(Type.METHOD_NOT_ALLOWED);
            case 413 -> Problem.of(Type.TOO_LARGE);
            case 415 -> Problem.of(Type.UNSUPPORTED_MEDIA_TYPE);
            default -> Problem.of(Type.INTERNAL_ERROR);
        };
    }

    private static Problem validator(ValidatorException wrong) {
        String text = Optional.ofNullable(wrong.getMessage()).orElse("is not valid");
        if (wrong.type() == ValidatorErrorType.UNSUPPORTED_VALUE_FORMAT && text.contains("body"))
            return Problem.of(Type.UNSUPPORTED_MEDIA_TYPE);
        return Problem.of(Type.INVALID_REQUEST, text);
    }

    private static Problem schema(SchemaValidationException wrong) {
        List<Fault> faults = new ArrayList<>();
        String text = Optional.ofNullable(wrong.getMessage()).orElse("is not valid");
        String place = parameterOf(text);
        OutputUnit output = wrong.getOutputUnit();
        if (output != null && output.getErrors() != null)
            for (OutputUnit unit : output.getErrors()) {
                // the last entry only repeats the first fault without its place
                if (unit.getInstanceLocation() == null || faults.size() >= MAX_FAULTS) continue;
                String location = unit.getInstanceLocation().replaceFirst("^#", "");
                faults.add(new Fault(
                        place + location, Optional.ofNullable(unit.getError()).orElse("is not valid")));
            }
        Problem problem = Problem.of(Type.INVALID_REQUEST, text);
        return faults.isEmpty()
                ? problem
                : problem.withErrors(faults.stream().distinct().toList());
    }

    /** The library names a parameter only in its sentence: "The value of query parameter limit is invalid. …". */
    private static String parameterOf(String text) {
        var matcher = java.util.regex.Pattern.compile("The value of \\w+ parameter (\\S+) is")
                .matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }
}
