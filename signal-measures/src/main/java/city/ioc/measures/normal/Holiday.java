package city.ioc.measures.normal;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.Optional;

/**
 * A day off that comes every year: on a day of the calendar, or of the lunar one.
 *
 * @param id short, for machines
 * @param kind what its traffic is like: Tết, when the city is away, or another
 * @param day in our calendar
 * @param lunar in the lunar calendar, month and day
 * @param before days off before it
 * @param after days off after it
 */
public record Holiday(String id, Kind kind, Optional<MonthDay> day, Optional<LunarDay> lunar, int before, int after) {
    public Holiday {
        if (!id.matches("[a-z0-9-]{1,40}")) throw new IllegalArgumentException("\"" + id + "\" is no short name");
        if (day.isPresent() == lunar.isPresent())
            throw new IllegalArgumentException("holiday " + id + " needs either a day or a lunar day");
        if (before < 0 || after < 0 || before + after > 20)
            throw new IllegalArgumentException(
                    "holiday " + id + " lasts from " + before + " days before to " + after + " after");
    }

    /** What traffic is like on a holiday. */
    public enum Kind {
        PUBLIC,
        TET
    }

    /** A day of a month of the lunar year. */
    public record LunarDay(int month, int day) {
        public LunarDay {
            if (month < 1 || month > 12 || day < 1 || day > 30)
                throw new IllegalArgumentException("there is no lunar day " + day + " of month " + month);
        }
    }

    /** Its days off, of the year of ours or of the lunar year. */
    List<LocalDate> days(int year) {
        LocalDate day = dayIn(year);
        return day.minusDays(before).datesUntil(day.plusDays(after + 1L)).toList();
    }

    private LocalDate dayIn(int year) {
        return day.map(each -> each.atYear(year))
                .orElseGet(() -> lunar.map(each -> LunarCalendar.dayOf(year, each.month(), each.day()))
                        .orElseThrow());
    }
}
