package city.ioc.measures.normal;

import java.time.DayOfWeek;
import java.time.LocalDate;

/** Days whose traffic is alike: a day of the week, or a holiday. */
public enum DayKind {
    MONDAY,
    TUESDAY,
    WEDNESDAY,
    THURSDAY,
    FRIDAY,
    SATURDAY,
    SUNDAY,
    HOLIDAY,
    TET;

    static DayKind of(LocalDate date) {
        return valueOf(DayOfWeek.from(date).name());
    }
}
