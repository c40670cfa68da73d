package city.ioc.contracts.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.ioc.contracts.id.ApproachId;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.id.LinkId;
import city.ioc.contracts.id.PlanId;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.id.StageId;
import city.ioc.contracts.street.Approach;
import city.ioc.contracts.street.Conflicts;
import city.ioc.contracts.street.GeoPoint;
import city.ioc.contracts.street.Intergreens;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.LocalName;
import city.ioc.contracts.street.Movement;
import city.ioc.contracts.street.PlanTimes;
import city.ioc.contracts.street.SignalGroup;
import city.ioc.contracts.street.SignalPlan;
import city.ioc.contracts.street.Stage;
import city.ioc.contracts.street.Turn;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The published schema and the code say the same of an intersection's signal data. */
class IntersectionSchemaTest {
    private static final ObjectMapper JSON = CityJson.mapper();
    private static final JsonNode DOCUMENT = document();
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(DOCUMENT);

    private static final Map<String, Class<? extends Record>> RECORDS = Map.of(
            "Intersection", Intersection.class,
            "Approach", Approach.class,
            "Movement", Movement.class,
            "SignalGroup", SignalGroup.class,
            "Stage", Stage.class,
            "SignalPlan", SignalPlan.class,
            "Split", SignalPlan.Split.class,
            "PlanTimes", PlanTimes.class,
            "LocalName", LocalName.class,
            "GeoPoint", GeoPoint.class);

    @Test
    void everyFieldOfTheSchemaIsInTheCodeAndTheReverse() {
        Map<String, Set<String>> inSchema = new TreeMap<>();
        Map<String, Set<String>> required = new TreeMap<>();
        DOCUMENT.get("$defs").fields().forEachRemaining(entry -> {
            if (!entry.getValue().has("properties")) return;
            inSchema.put(entry.getKey(), new TreeSet<>(names(entry.getValue().get("properties"))));
            Set<String> must = new TreeSet<>();
            entry.getValue().get("required").forEach(name -> must.add(name.asText()));
            required.put(entry.getKey(), must);
        });
        Map<String, Set<String>> inCode = new TreeMap<>();
        Map<String, Set<String>> present = new TreeMap<>();
        RECORDS.forEach((name, type) -> {
            inCode.put(name, new TreeSet<>());
            present.put(name, new TreeSet<>());
            for (RecordComponent component : type.getRecordComponents()) {
                inCode.get(name).add(jsonName(type, component));
                if (component.getType() != Optional.class) present.get(name).add(jsonName(type, component));
            }
        });
        assertThat(inSchema).isEqualTo(inCode);
        assertThat(required).isEqualTo(present);
    }

    @Test
    void theSchemaKnowsTheSameWords() {
        assertThat(words("SignalGroup", "kind")).isEqualTo(names(SignalGroup.Kind.values()));
        assertThat(words("SignalPlan", "kind")).isEqualTo(names(SignalPlan.Kind.values()));
        assertThat(words("Movement", "turn")).isEqualTo(names(Turn.values()));
        assertThat(words("Intersection", "control")).isEqualTo(names(Intersection.Control.values()));
        List<String> days = new ArrayList<>();
        DOCUMENT.at("/$defs/PlanTimes/properties/days/items/enum").forEach(day -> days.add(day.asText()));
        assertThat(days).isEqualTo(names(DayOfWeek.values()));
    }

    @Test
    void everyIntersectionOfTheDemoCityConforms() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../cities/vi-thanh/intersections"))) {
            for (Path file : files.toList())
                assertThat(faults(JSON.readTree(Files.readAllBytes(file))))
                        .as(file.toString())
                        .isEmpty();
        }
    }

    @Test
    void whatTheSchemaRefusesTheCodeRefuses() throws JsonProcessingException {
        List<String> sabotages = List.of(
                "/ + colour",
                "/ - controller",
                "/groups/0 - amberS",
                "/groups/0 + amber",
                "/plans/0/splits/0 - gapS",
                "/approaches/0 - bearingDeg",
                "/groups/0/movements/0 - permissive",
                "/schedule/0 - from");
        for (String sabotage : sabotages) {
            String[] words = sabotage.split(" ", -1);
            JsonNode x = JSON.readTree(Crossroads.TEXT);
            ObjectNode at = (ObjectNode) x.at(words[0].equals("/") ? "" : words[0]);
            if (words[1].equals("+")) at.put(words[2], "red");
            else at.remove(words[2]);
            assertThat(faults(x)).as(sabotage).isNotEmpty();
            assertThatThrownBy(() -> JSON.treeToValue(x, Intersection.class))
                    .as(sabotage)
                    .isInstanceOf(JsonProcessingException.class);
        }
    }

    @Property(tries = 200, seed = "31")
    void whatTheCodeWritesConformsAndIsReadBackTheSame(@ForAll long seed) throws JsonProcessingException {
        Intersection written = anyIntersection(new Random(seed));
        String text = JSON.writeValueAsString(written);
        assertThat(faults(JSON.readTree(text))).isEmpty();
        assertThat(JSON.readValue(text, Intersection.class)).isEqualTo(written);
    }

    private static Intersection anyIntersection(Random random) {
        List<SignalGroup> groups = new ArrayList<>();
        for (int g = 0; g <= random.nextInt(6); g++) groups.add(anyGroup(g, random));
        List<List<SignalGroupId>> conflicts = new ArrayList<>();
        Map<String, Duration> intergreens = new TreeMap<>();
        for (SignalGroup a : groups)
            for (SignalGroup b : groups) {
                if (a.number() >= b.number() || random.nextBoolean()) continue;
                conflicts.add(List.of(a.id(), b.id()));
                intergreens.put(a.id() + ">" + b.id(), anyTime(random));
            }
        return new Intersection(
                new IntersectionId("x-" + random.nextInt(100)),
                anyName(random),
                "w" + random.nextInt(3),
                new GeoPoint(random.nextDouble(-90, 90), random.nextDouble(-180, 180)),
                Intersection.Control.values()[random.nextInt(2)],
                new DeviceId("c"),
                List.of(new Approach(new ApproachId("N"), new LinkId("n-x"), anyName(random), random.nextDouble(360))),
                groups,
                new Conflicts(conflicts),
                new Intergreens(intergreens),
                List.of(new Stage(
                        new StageId("A"),
                        anyName(random),
                        Set.of(groups.getFirst().id()))),
                anyTime(random),
                List.of(new SignalPlan(
                        new PlanId("p"),
                        SignalPlan.Kind.values()[random.nextInt(3)],
                        anyName(random),
                        anyTime(random),
                        anyTime(random),
                        List.of(new SignalPlan.Split(new StageId("A"), anyTime(random), anyTime(random))))),
                List.of(new PlanTimes(
                        java.util.EnumSet.of(
                                DayOfWeek.values()[random.nextInt(7)], DayOfWeek.values()[random.nextInt(7)]),
                        LocalTime.ofSecondOfDay(random.nextInt(86_400)),
                        new PlanId("p"))),
                LocalDate.of(2025, 7, 1).plusDays(random.nextInt(1000)),
                maybe(LocalDate.of(2030, 1, 1), random),
                maybe(1 + random.nextInt(9), random));
    }

    private static SignalGroup anyGroup(int number, Random random) {
        return new SignalGroup(
                new SignalGroupId("g" + number),
                number + 1,
                SignalGroup.Kind.values()[random.nextInt(2)],
                List.of(new Movement(
                        new ApproachId("N"),
                        Turn.values()[random.nextInt(4)],
                        new LinkId("x-s"),
                        random.nextBoolean())),
                maybe(new ApproachId("N"), random),
                anyTime(random).plusMillis(1),
                anyTime(random),
                anyTime(random),
                anyTime(random),
                maybe(random.nextDouble(1, 40), random));
    }

    private static Duration anyTime(Random random) {
        return Duration.ofMillis(random.nextInt(200_000));
    }

    private static LocalName anyName(Random random) {
        return new LocalName("Ngã tư " + random.nextInt(9), "Crossroads \" " + random.nextInt(9));
    }

    private static <T> Optional<T> maybe(T value, Random random) {
        return random.nextBoolean() ? Optional.of(value) : Optional.empty();
    }

    private static Set<String> faults(JsonNode x) {
        Set<String> faults = new TreeSet<>();
        for (ValidationMessage message : SCHEMA.validate(x)) faults.add(message.getMessage());
        return faults;
    }

    private static List<String> words(String type, String field) {
        List<String> words = new ArrayList<>();
        DOCUMENT.at("/$defs/" + type + "/properties/" + field + "/enum").forEach(word -> words.add(word.asText()));
        return words;
    }

    private static List<String> names(Enum<?>[] values) {
        return Stream.of(values).map(Enum::name).toList();
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The name in JSON: the annotation of the component, which Java also puts on its accessor and field. */
    private static String jsonName(Class<?> type, RecordComponent component) {
        try {
            JsonProperty property = type.getDeclaredField(component.getName()).getAnnotation(JsonProperty.class);
            return property == null ? component.getName() : property.value();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode document() {
        try (InputStream in = Optional.ofNullable(
                        IntersectionSchemaTest.class.getResourceAsStream("/schema/intersection-v1.schema.json"))
                .orElseThrow()) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
