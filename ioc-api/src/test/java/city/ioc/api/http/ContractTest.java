package city.ioc.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.evidence.EvidenceCase;
import city.ioc.contracts.evidence.EvidenceItem;
import city.ioc.contracts.evidence.EvidenceRequest;
import city.ioc.contracts.evidence.PictureRegion;
import city.ioc.contracts.field.ClassCounts;
import city.ioc.contracts.field.ControlMode;
import city.ioc.contracts.gateway.GatewayStatus;
import city.ioc.contracts.gateway.RejectionReason;
import city.ioc.contracts.live.Lamp;
import city.ioc.contracts.live.LevelOfService;
import city.ioc.contracts.live.LiveAlarm;
import city.ioc.contracts.live.LiveDecision;
import city.ioc.contracts.live.LiveDevice;
import city.ioc.contracts.live.LiveEvents;
import city.ioc.contracts.live.LiveFigures;
import city.ioc.contracts.live.LiveFlow;
import city.ioc.contracts.live.LiveIncident;
import city.ioc.contracts.live.LiveIntake;
import city.ioc.contracts.live.LiveIntersection;
import city.ioc.contracts.live.LiveUpdate;
import city.ioc.contracts.live.Quality;
import city.ioc.contracts.live.Severity;
import city.ioc.contracts.street.Approach;
import city.ioc.contracts.street.Corridor;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.GeoPoint;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.Lane;
import city.ioc.contracts.street.LocalName;
import city.ioc.contracts.street.Movement;
import city.ioc.contracts.street.Node;
import city.ioc.contracts.street.PlanTimes;
import city.ioc.contracts.street.SignalGroup;
import city.ioc.contracts.street.SignalPlan;
import city.ioc.contracts.street.Stage;
import city.ioc.contracts.street.Turn;
import city.ioc.contracts.street.Ward;
import city.ioc.contracts.street.Zone;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The document says what the code does: the same fields, required or not, and the same words. */
class ContractTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static JsonObject document = new JsonObject();
    private static Contract contract;

    @BeforeAll
    static void load() throws Exception {
        contract =
                Contract.load(VERTX).toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        document = contract.document();
    }

    @AfterAll
    static void close() {
        VERTX.close();
    }

    static Stream<Class<? extends Record>> recordsOfTheSameName() {
        return Stream.of(
                LiveIntersection.class,
                LiveEvents.class,
                LiveFlow.class,
                LiveDevice.class,
                LiveAlarm.class,
                LiveIncident.class,
                LiveDecision.class,
                LiveFigures.class,
                LiveIntake.class,
                LiveUpdate.class,
                GatewayStatus.class,
                ClassCounts.class,
                LocalName.class,
                GeoPoint.class,
                Ward.class,
                Corridor.class,
                Zone.class,
                Node.class,
                Lane.class,
                Intersection.class,
                Approach.class,
                SignalGroup.class,
                Movement.class,
                Stage.class,
                SignalPlan.class,
                PlanTimes.class,
                Device.class,
                EvidenceCase.class,
                EvidenceRequest.class,
                EvidenceItem.class,
                PictureRegion.class);
    }

    @ParameterizedTest
    @MethodSource("recordsOfTheSameName")
    void aSchemaHasTheFieldsOfItsRecord(Class<? extends Record> type) {
        JsonObject schema = schema(type.getSimpleName());
        assertThat(new TreeSet<>(schema.getJsonObject("properties").fieldNames()))
                .isEqualTo(fields(type, true));
        assertThat(new TreeSet<>(strings(schema.getJsonArray("required")))).isEqualTo(fields(type, false));
    }

    private static Set<String> fields(Class<? extends Record> type, boolean withOptional) {
        return Arrays.stream(type.getRecordComponents())
                .filter(each ->
                        withOptional || !(each.getType() == Optional.class || each.getType() == OptionalDouble.class))
                .map(each -> {
                    JsonProperty named = each.getAccessor().getAnnotation(JsonProperty.class);
                    return named == null ? each.getName() : named.value();
                })
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static Stream<Class<? extends Enum<?>>> enumsOfTheSameName() {
        return Stream.of(
                Severity.class,
                Quality.class,
                LevelOfService.class,
                Lamp.class,
                ControlMode.class,
                Turn.class,
                Role.class);
    }

    @ParameterizedTest
    @MethodSource("enumsOfTheSameName")
    void anEnumerationHasTheWordsOfItsEnum(Class<? extends Enum<?>> type) {
        assertThat(strings(schema(type.getSimpleName()).getJsonArray("enum")))
                .containsExactlyInAnyOrderElementsOf(words(type));
    }

    @Test
    void deviceKindsAndRejectionReasonsAreTheCodes() {
        assertThat(strings(schema("DeviceKind").getJsonArray("enum")))
                .containsExactlyInAnyOrderElementsOf(words(Device.Kind.class));
        JsonArray reasons = schema("GatewayStatus")
                .getJsonObject("properties")
                .getJsonObject("rejections")
                .getJsonObject("items")
                .getJsonObject("properties")
                .getJsonObject("reason")
                .getJsonArray("enum");
        assertThat(strings(reasons)).containsExactlyInAnyOrderElementsOf(words(RejectionReason.class));
    }

    @Test
    void everyOperationSaysWhoMay() {
        assertThat(contract.accessByOperation())
                .hasSize(contract.openApi().operations().size());
        // an operation that changes something is never for everybody but where logging in and out begins
        contract.openApi().operations().stream()
                .filter(operation -> !operation.getHttpMethod().name().equals("GET"))
                .filter(operation -> contract.access(operation.getOperationId()).kind() == Contract.Access.Kind.PUBLIC)
                .forEach(operation -> assertThat(operation.getOperationId()).isIn("login", "refreshSession", "logout"));
    }

    @Test
    void everyProblemTypeIsNamed() {
        String text = schema("Problem").getString("description");
        for (Problem.Type type : Problem.Type.values())
            assertThat(text).contains(Problem.of(type).typeUri().replace("urn:ioc:problem:", ""));
    }

    private static JsonObject schema(String name) {
        return document.getJsonObject("components").getJsonObject("schemas").getJsonObject(name);
    }

    private static Set<String> strings(JsonArray array) {
        return array.stream().map(String::valueOf).collect(Collectors.toSet());
    }

    private static Set<String> words(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.toSet());
    }
}
