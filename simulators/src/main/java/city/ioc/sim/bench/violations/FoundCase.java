package city.ioc.sim.bench.violations;

import city.ioc.contracts.violation.ViolationRule;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A case as the API shows it.
 *
 * @param voidReason empty: it waits for a person
 */
public record FoundCase(
        String id,
        ViolationRule rule,
        String camera,
        String site,
        String approach,
        Instant at,
        Optional<Instant> until,
        Optional<String> vehicle,
        OptionalDouble secondsIntoRed,
        Optional<String> voidReason) {

    /** One of the list. */
    public static FoundCase of(JsonNode each) {
        return new FoundCase(
                each.path("id").asText(),
                ViolationRule.valueOf(each.path("rule").asText()),
                each.path("camera").asText(),
                each.path("site").asText(),
                each.path("approach").asText(),
                Instant.parse(each.path("at").asText()),
                Optional.ofNullable(each.path("until").textValue()).map(Instant::parse),
                Optional.ofNullable(each.path("vehicle").textValue()),
                each.has("secondsIntoRed")
                        ? OptionalDouble.of(each.path("secondsIntoRed").asDouble())
                        : OptionalDouble.empty(),
                Optional.ofNullable(each.path("voidReason").textValue()));
    }

    /** The last instant that it speaks of. */
    public Instant end() {
        return until.orElse(at);
    }

    public boolean isVoid() {
        return voidReason.isPresent();
    }
}
