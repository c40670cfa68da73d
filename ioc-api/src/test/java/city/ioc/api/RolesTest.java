package city.ioc.api;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.api.http.Contract;
import city.ioc.api.http.Role;
import io.vertx.openapi.contract.Operation;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks all operations with every role: the service lets in exactly whom the contract names. */
@Tag("slow")
class RolesTest {
    private static TestApi api;
    private static Contract contract;

    @BeforeAll
    static void start() throws Exception {
        api = TestApi.withoutDatabase();
        contract = Contract.load(api.vertx)
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    static Stream<String> operations() {
        return contract.openApi().operations().stream()
                .map(Operation::getOperationId)
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void theContractsRolesMayAndNobodyElse(String id) throws Exception {
        Contract.Access access = contract.access(id);
        if (access.kind() == Contract.Access.Kind.PUBLIC) {
            assertThat(call(id, Optional.empty()).statusCode()).isNotEqualTo(403);
            return;
        }
        assertThat(call(id, Optional.empty()).statusCode()).as("nobody").isEqualTo(401);
        assertThat(call(id, Optional.of("not.a.token")).statusCode())
                .as("a forged token")
                .isEqualTo(401);
        for (Role role : Role.values()) {
            boolean may =
                    access.kind() == Contract.Access.Kind.ANY || access.roles().contains(role);
            int status = call(id, Optional.of(api.tokens.of("walker", role))).statusCode();
            if (may) assertThat(status).as(role.name()).isNotIn(401, 403, 405, 500);
            else assertThat(status).as(role.name()).isEqualTo(403);
        }
        int status = call(id, Optional.of(api.tokens.of("nothing"))).statusCode();
        if (access.kind() == Contract.Access.Kind.ROLES)
            assertThat(status).as("no role").isEqualTo(403);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void beforeThePasswordIsChangedNothingElseMayBeDone(String id) throws Exception {
        if (contract.access(id).kind() == Contract.Access.Kind.PUBLIC) return;
        int status = call(id, Optional.of(api.tokens.mustChangePassword("walker", Role.values())))
                .statusCode();
        if (Set.of("changePassword", "getMe").contains(id)) assertThat(status).isNotEqualTo(403);
        else assertThat(status).isEqualTo(403);
    }

    private static HttpResponse<String> call(String id, Optional<String> token) throws Exception {
        Operation operation = contract.openApi().operation(id);
        String path = operation.getAbsoluteOpenAPIPath().replaceAll("\\{[^}]+\\}", "nowhere");
        HttpRequest.Builder request = token.map(text -> api.request(path, text)).orElseGet(() -> api.request(path));
        boolean withBody = operation.getRequestBody() != null;
        request.method(
                operation.getHttpMethod().name(),
                withBody ? HttpRequest.BodyPublishers.ofString("{}") : HttpRequest.BodyPublishers.noBody());
        if (withBody) request.header("Content-Type", "application/json");
        return api.send(request);
    }

    @ParameterizedTest
    @MethodSource("unknown")
    void whatTheContractDoesNotNameDoesNotExist(List<String> methodPathStatus) throws Exception {
        HttpResponse<String> response = api.send(api.request(methodPathStatus.get(1))
                .method(methodPathStatus.get(0), HttpRequest.BodyPublishers.noBody()));
        assertThat(response.statusCode()).isEqualTo(Integer.parseInt(methodPathStatus.get(2)));
        assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
    }

    static Stream<List<String>> unknown() {
        return Stream.of(
                List.of("GET", "/api/v1/nothing", "404"),
                List.of("GET", "/api/v2/city", "404"),
                List.of("DELETE", "/api/v1/city", "405"),
                List.of("PUT", "/api/v1/users/somebody", "405"));
    }
}
