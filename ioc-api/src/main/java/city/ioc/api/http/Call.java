package city.ioc.api.http;

import city.ioc.api.http.Problem.Fault;
import city.ioc.api.http.Problem.Type;
import city.ioc.contracts.city.CityJson;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One request to an operation, already checked against the contract. Belongs to the event loop. */
public final class Call {
    static final String PRINCIPAL = "ioc.principal";
    static final String REQUEST_ID = "ioc.request-id";

    private final RoutingContext context;

    Call(RoutingContext context) {
        this.context = context;
    }

    public String path(String name) {
        return context.pathParam(name);
    }

    public Optional<String> query(String name) {
        List<String> values = context.queryParam(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
    }

    public int integer(String name, int fallback) {
        return query(name).map(Integer::parseInt).orElse(fallback);
    }

    public Optional<Instant> instant(String name) {
        return query(name).map(text -> parseInstant(name, text));
    }

    /** An instant of the form that the contract asks for. */
    public static Instant parseInstant(String pointer, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw invalid(pointer, "must be a time like 2026-11-21T07:05:09Z");
        }
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(context.request().getHeader(name));
    }

    public Optional<String> cookie(String name) {
        Cookie cookie = context.request().getCookie(name);
        return cookie == null ? Optional.empty() : Optional.of(cookie.getValue());
    }

    /** The JSON body as a value of our own types; what does not fit is named by its place. */
    public <T> T body(Class<T> type) {
        Buffer body = context.body().buffer();
        try {
            return CityJson.mapper().readValue(body == null ? new byte[0] : body.getBytes(), type);
        } catch (JsonMappingException e) {
            String pointer = e.getPath().stream()
                    .map(step -> step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName())
                    .collect(Collectors.joining("/", "/", ""));
            throw Problem.of(Type.INVALID_DOCUMENT)
                    .withErrors(List.of(new Fault(pointer, rootMessage(e))))
                    .asException();
        } catch (JsonProcessingException e) {
            throw invalid("", e.getOriginalMessage());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String rootMessage(JsonMappingException e) {
        Throwable cause = e.getCause();
        String message = cause instanceof IllegalArgumentException ? cause.getMessage() : e.getOriginalMessage();
        return message == null ? "does not fit" : message.split("\n", 2)[0];
    }

    /** Who calls; only for operations that are not public. */
    public Principal principal() {
        Principal principal = context.get(PRINCIPAL);
        if (principal == null) throw Problem.of(Type.UNAUTHENTICATED).asException();
        return principal;
    }

    public String remoteAddress() {
        return remoteAddress(context);
    }

    static String remoteAddress(RoutingContext context) {
        var address = context.request().remoteAddress();
        String host = address == null ? null : address.hostAddress();
        return host == null ? "local" : host;
    }

    public String requestId() {
        return context.get(REQUEST_ID);
    }

    public static ProblemException invalid(String pointer, String message) {
        return Problem.of(Type.INVALID_REQUEST)
                .withErrors(List.of(new Fault(pointer, message)))
                .asException();
    }

    /** Values of a query parameter that is a list joined by commas. */
    public List<String> list(String name) {
        return query(name)
                .map(text -> Arrays.stream(text.split(",", -1))
                        .map(String::trim)
                        .filter(each -> !each.isEmpty())
                        .toList())
                .orElse(List.of());
    }
}
