package city.ioc.api.read;

import city.ioc.contracts.city.CityException;
import city.ioc.contracts.city.CityFault;
import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.street.LocalName;
import city.ioc.measures.normal.Holiday;
import city.ioc.measures.normal.Holiday.LunarDay;
import city.ioc.measures.normal.HolidayCalendar;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A city's holidays, {@code holidays.json} in its folder, with their names; without the file it has none. Immutable.
 *
 * @param names by the holiday's id
 */
public record HolidayFile(HolidayCalendar calendar, Map<String, LocalName> names) {
    private static final String NAME = "holidays.json";

    public HolidayFile {
        names = Map.copyOf(names);
    }

    private record Entry(
            String id,
            LocalName name,
            Optional<MonthDay> day,
            Optional<LunarDay> lunar,
            Optional<Integer> before,
            Optional<Integer> after,
            Optional<Boolean> tet) {
        Holiday holiday() {
            Holiday.Kind kind = tet.orElse(false) ? Holiday.Kind.TET : Holiday.Kind.PUBLIC;
            return new Holiday(id, kind, day, lunar, before.orElse(0), after.orElse(0));
        }
    }

    /** @throws CityException when the file is there and cannot be used */
    public static HolidayFile read(Path cityFolder) {
        Path file = cityFolder.resolve(NAME);
        if (!Files.exists(file)) return new HolidayFile(new HolidayCalendar(List.of()), Map.of());
        try {
            List<Entry> entries =
                    CityJson.mapper().readValue(Files.readAllBytes(file), new TypeReference<List<Entry>>() {});
            Map<String, LocalName> names = new HashMap<>();
            for (Entry each : entries)
                if (names.put(each.id(), each.name()) != null)
                    throw unusable(cityFolder, "holiday " + each.id() + " is there twice");
            return new HolidayFile(
                    new HolidayCalendar(entries.stream().map(Entry::holiday).toList()), names);
        } catch (JsonProcessingException e) {
            throw unusable(cityFolder, e.getOriginalMessage());
        } catch (IOException | IllegalArgumentException e) {
            throw unusable(cityFolder, String.valueOf(e.getMessage()));
        }
    }

    private static CityException unusable(Path folder, String why) {
        return new CityException("city " + folder, List.of(new CityFault(CityFault.Kind.UNREADABLE, NAME, why)));
    }

    /** What is celebrated on a day. */
    Optional<LocalName> nameOf(LocalDate date) {
        return calendar.find(date).flatMap(each -> Optional.ofNullable(names.get(each.id())));
    }
}
