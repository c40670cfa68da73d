package city.ioc.core.alarm;

import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.live.Severity;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * From which value of air, rain or water on an alarm is raised, and by whose word.
 *
 * @param average over which time the value is averaged; zero: the latest reading counts
 * @param clearBelow below which the alarm is over; less than {@code above}, so that it does not flicker
 * @param source the regulation, or who has set it
 */
public record Threshold(
        AlarmKind kind,
        Severity severity,
        String metric,
        @JsonProperty("averageS") Duration average,
        double above,
        double clearBelow,
        LocalDate validFrom,
        Optional<LocalDate> validTo,
        String source) {
    public Threshold {
        if (!(clearBelow <= above))
            throw new IllegalArgumentException("threshold of " + metric + ": clearBelow must not be above " + above);
        if (source.isBlank()) throw new IllegalArgumentException("threshold of " + metric + ": who says so?");
    }

    public boolean isValidOn(LocalDate day) {
        return !day.isBefore(validFrom) && validTo.map(day::isBefore).orElse(true);
    }

    /** The thresholds that come with the product. */
    public static List<Threshold> listBuiltIn() {
        try (InputStream json = Threshold.class.getResourceAsStream("thresholds.json")) {
            if (json == null) throw new IllegalStateException("thresholds.json is missing from the build");
            return CityJson.mapper().readValue(json, new TypeReference<List<Threshold>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException("thresholds.json cannot be read", e);
        }
    }
}
