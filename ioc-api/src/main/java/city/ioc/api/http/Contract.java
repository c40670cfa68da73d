package city.ioc.api.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The OpenAPI document and what it says of who may do what. Immutable. */
public record Contract(OpenAPIContract openApi, JsonObject document, Map<String, Access> accessByOperation) {
    /** Where the document lies on the class path. */
    public static final String RESOURCE = "openapi/ioc-v1.yaml";

    /** Who may call an operation. */
    public record Access(Kind kind, Set<Role> roles) {
        /** Whether an account is needed at all. */
        public enum Kind {
            PUBLIC,
            ANY,
            ROLES
        }

        public Access {
            roles = Set.copyOf(roles);
        }

        public boolean allows(Principal principal) {
            return kind != Kind.ROLES || principal.hasAny(roles);
        }
    }

    public Contract {
        accessByOperation = Map.copyOf(accessByOperation);
    }

    public static Future<Contract> load(Vertx vertx) {
        JsonObject document = read(RESOURCE);
        Map<String, Access> access = access(document);
        return OpenAPIContract.from(vertx, withoutProblemBodies(document))
                .map(openApi -> new Contract(openApi, document, access));
    }

    public Access access(String operationId) {
        Access access = accessByOperation.get(operationId);
        if (access == null) throw new IllegalArgumentException("the contract has no operation " + operationId);
        return access;
    }

    /** A YAML document of the class path as JSON. */
    public static JsonObject read(String resource) {
        try (InputStream in = Contract.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) throw new IllegalStateException(resource + " is not on the class path");
            Map<String, Object> map = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
            // through text, so that nothing but JSON's own types is left
            return new JsonObject(new JsonObject(map).encode());
        } catch (IOException e) {
            throw new IllegalStateException(resource + " cannot be read", e);
        }
    }

    /** The router's library knows no application/problem+json and would refuse the whole contract for it. */
    private static JsonObject withoutProblemBodies(JsonObject document) {
        JsonObject copy = document.copy();
        copy.getJsonObject("components")
                .getJsonObject("responses")
                .getJsonObject("Problem")
                .remove("content");
        return copy;
    }

    private static Map<String, Access> access(JsonObject document) {
        Map<String, Access> access = new HashMap<>();
        JsonObject paths = document.getJsonObject("paths");
        for (String path : paths.fieldNames()) {
            JsonObject methods = paths.getJsonObject(path);
            for (String method : methods.fieldNames()) {
                JsonObject operation = methods.getJsonObject(method);
                String id = operation.getString("operationId");
                var words = operation.getJsonArray("x-roles");
                if (words == null || words.isEmpty())
                    throw new IllegalStateException("operation " + id + " does not say who may (x-roles)");
                access.put(id, parse(id, words.stream().map(String::valueOf).toList()));
            }
        }
        return access;
    }

    private static Access parse(String id, java.util.List<String> words) {
        if (words.equals(java.util.List.of("PUBLIC"))) return new Access(Access.Kind.PUBLIC, Set.of());
        if (words.equals(java.util.List.of("ANY"))) return new Access(Access.Kind.ANY, Set.of());
        Set<Role> roles = new HashSet<>();
        for (String word : words)
            roles.add(Role.find(word)
                    .orElseThrow(() -> new IllegalStateException("operation " + id + ": no role " + word)));
        return new Access(Access.Kind.ROLES, roles);
    }
}
