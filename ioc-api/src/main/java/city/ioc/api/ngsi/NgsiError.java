package city.ioc.api.ngsi;

import java.util.LinkedHashMap;
import java.util.Map;

/** A refusal in the form of ETSI GS CIM 009, 5.5.3 and 6.3.2. */
final class NgsiError extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String ERRORS = "https://uri.etsi.org/ngsi-ld/errors/";

    private final int status;
    private final String type;
    private final String title;

    private NgsiError(int status, String type, String title, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.type = type;
        this.title = title;
    }

    static NgsiError badRequest(String detail) {
        return new NgsiError(400, "BadRequestData", "The request is not valid", detail);
    }

    static NgsiError notSupported(String detail) {
        return new NgsiError(422, "OperationNotSupported", "Not served here", detail);
    }

    static NgsiError notFound(String id) {
        return new NgsiError(404, "ResourceNotFound", "Not found", "There is no entity " + id);
    }

    int status() {
        return status;
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", ERRORS + type);
        json.put("title", title);
        json.put("status", status);
        json.put("detail", String.valueOf(getMessage()));
        return json;
    }
}
