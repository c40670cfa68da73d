package city.ioc.contracts.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.wire.v1.DeviceProto;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The devices' AsyncAPI document says what the code does. */
class DeviceDocumentTest {
    private static final JsonNode DOCUMENT = read();

    private static JsonNode read() {
        try (InputStream in =
                DeviceDocumentTest.class.getClassLoader().getResourceAsStream("asyncapi/devices-v1.yaml")) {
            return new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void topicsAreThoseOfTheCode() {
        assertThat(address("up", "vt-01", "d-1"))
                .isEqualTo(Topics.fieldUp(new IntersectionId("vt-01"), new DeviceId("d-1")));
        assertThat(address("down", "vt-01", "d-1"))
                .isEqualTo(Topics.fieldDown(new IntersectionId("vt-01"), new DeviceId("d-1")));
        assertThat(address("link", "vt-01", "d-1"))
                .isEqualTo(Topics.fieldLink(new IntersectionId("vt-01"), new DeviceId("d-1")));
    }

    private static String address(String channel, String site, String device) {
        return DOCUMENT.at("/channels/" + channel + "/address")
                .asText()
                .replace("{site}", site)
                .replace("{device}", device);
    }

    @Test
    void contentTypesAreThoseOfTheCode() {
        assertThat(DOCUMENT.at("/defaultContentType").asText()).isEqualTo(Topics.CONTENT_TYPE_PROTOBUF);
        assertThat(DOCUMENT.at("/components/messages/deviceMessageProtobuf/contentType")
                        .asText())
                .isEqualTo(Topics.CONTENT_TYPE_PROTOBUF);
        assertThat(DOCUMENT.at("/components/messages/deviceMessageJson/contentType")
                        .asText())
                .isEqualTo(Topics.CONTENT_TYPE_JSON);
    }

    static Stream<Descriptor> messages() {
        return DeviceProto.getDescriptor().getMessageTypes().stream();
    }

    static Stream<EnumDescriptor> enums() {
        return DeviceProto.getDescriptor().getEnumTypes().stream();
    }

    @Test
    void everySchemaIsAMessageOrEnumAndTheOtherWayRound() {
        Set<String> names = new TreeSet<>();
        messages().forEach(each -> names.add(each.getName()));
        enums().forEach(each -> names.add(each.getName()));
        Set<String> schemas = new TreeSet<>();
        DOCUMENT.at("/components/schemas").fieldNames().forEachRemaining(schemas::add);
        assertThat(schemas).isEqualTo(names);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aSchemaHasTheFieldsNumbersAndTypesOfItsMessage(Descriptor message) {
        JsonNode properties = schema(message.getName()).get("properties");
        Set<String> documented = new TreeSet<>();
        properties.fieldNames().forEachRemaining(documented::add);
        Set<String> fields = new TreeSet<>();
        for (FieldDescriptor field : message.getFields()) {
            fields.add(field.getJsonName());
            JsonNode property = properties.path(field.getJsonName());
            assertThat(property.path("x-number").asInt())
                    .as(message.getName() + "." + field.getName())
                    .isEqualTo(field.getNumber());
            assertThat(property.path("type").asText().equals("array"))
                    .as(message.getName() + "." + field.getName() + " repeated")
                    .isEqualTo(field.isRepeated());
            JsonNode value = field.isRepeated() ? property.get("items") : property;
            assertThat(type(value))
                    .as(message.getName() + "." + field.getName())
                    .isEqualTo(type(field));
        }
        assertThat(documented).isEqualTo(fields);
    }

    /** How protobuf's JSON mapping writes a field. */
    private static String type(FieldDescriptor field) {
        return switch (field.getType()) {
            case MESSAGE -> "#/components/schemas/" + field.getMessageType().getName();
            case ENUM -> "#/components/schemas/" + field.getEnumType().getName();
            case INT64, UINT64 -> "[\"string\",\"integer\"]";
            case INT32, UINT32 -> "\"integer\"";
            case FLOAT, DOUBLE -> "\"number\"";
            case BOOL -> "\"boolean\"";
            case STRING -> "\"string\"";
            default -> throw new AssertionError("no JSON type for " + field.getType());
        };
    }

    private static String type(JsonNode schema) {
        return schema.has("$ref")
                ? schema.get("$ref").asText()
                : schema.path("type").toString();
    }

    @ParameterizedTest
    @MethodSource("enums")
    void anEnumerationHasTheWordsOfItsEnum(EnumDescriptor type) {
        Set<String> words = new TreeSet<>();
        schema(type.getName()).get("enum").forEach(word -> words.add(word.asText()));
        assertThat(words)
                .containsExactlyInAnyOrderElementsOf(type.getValues().stream()
                        .map(EnumValueDescriptor::getName)
                        .toList());
    }

    static Stream<JsonNode> examples() {
        return StreamSupport.stream(
                DOCUMENT.at("/components/messages/deviceMessageJson/examples").spliterator(), false);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theExamplesAreUnderstood(JsonNode example) throws WireException {
        byte[] bytes = example.get("payload").toString().getBytes(StandardCharsets.UTF_8);
        assertThat(DeviceJson.decode(bytes).device().value())
                .isEqualTo(example.at("/payload/device").asText());
        ObjectNode misspelt = example.get("payload").deepCopy();
        misspelt.put("sentAt", 1);
        byte[] wrong = misspelt.toString().getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> DeviceJson.decode(wrong)).isInstanceOf(WireException.class);
    }

    private static JsonNode schema(String name) {
        return DOCUMENT.at("/components/schemas/" + name);
    }
}
