package city.ioc.api.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/** A refusal or failure as RFC 9457 writes it. */
public record Problem(
        @JsonProperty("type") String typeUri,
        String title,
        int status,
        Optional<String> detail,
        Optional<String> instance,
        Optional<String> rule,
        Optional<Long> retryAfterS,
        Optional<List<Fault>> errors) {

    /** One wrong value and where it stands. */
    public record Fault(String pointer, String message) {}

    /** The kinds of problem; the last part of {@code type} is the name in lower case. */
    public enum Type {
        INVALID_REQUEST(400, "The request is not valid"),
        UNAUTHENTICATED(401, "Not logged in"),
        WRONG_LOGIN(401, "Name or password is wrong"),
        PASSWORD_CHANGE_REQUIRED(403, "The password must be changed first"),
        FORBIDDEN(403, "Not allowed for this role"),
        NOT_FOUND(404, "Not found"),
        METHOD_NOT_ALLOWED(405, "Not a method of this resource"),
        CONFLICT(409, "In conflict with what is there"),
        REFUSED(409, "The order was refused"),
        TOO_LARGE(413, "The request is too large"),
        UNSUPPORTED_MEDIA_TYPE(415, "Only application/json is understood"),
        INVALID_DOCUMENT(422, "The document has faults"),
        LOCKED(423, "The account is locked for a while"),
        RATE_LIMITED(429, "Too many requests"),
        INTERNAL_ERROR(500, "Something went wrong here"),
        NOT_IMPLEMENTED(501, "Not served here"),
        DATABASE_UNAVAILABLE(503, "The database does not answer"),
        CORE_UNAVAILABLE(503, "The core does not answer"),
        NO_LIVE_STATE(503, "There is no live state"),
        PROVIDER_UNAVAILABLE(503, "The identity provider does not answer");

        private final int status;
        private final String title;

        Type(int status, String title) {
            this.status = status;
            this.title = title;
        }

        public int status() {
            return status;
        }

        String uri() {
            return "urn:ioc:problem:"
                    + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    public static Problem of(Type type) {
        return new Problem(
                type.uri(),
                type.title,
                type.status,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public static Problem of(Type type, String detail) {
        return of(type).withDetail(detail);
    }

    public Problem withDetail(String text) {
        return new Problem(typeUri, title, status, Optional.of(text), instance, rule, retryAfterS, errors);
    }

    public Problem withInstance(String requestId) {
        return new Problem(typeUri, title, status, detail, Optional.of(requestId), rule, retryAfterS, errors);
    }

    public Problem withRule(String name) {
        return new Problem(typeUri, title, status, detail, instance, Optional.of(name), retryAfterS, errors);
    }

    public Problem withRetryAfterS(long seconds) {
        return new Problem(typeUri, title, status, detail, instance, rule, Optional.of(seconds), errors);
    }

    public Problem withErrors(List<Fault> faults) {
        return new Problem(typeUri, title, status, detail, instance, rule, retryAfterS, Optional.of(faults));
    }

    public ProblemException asException() {
        return new ProblemException(this);
    }
}
