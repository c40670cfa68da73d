package city.ioc.measures.normal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Which days are alike in a city. Immutable. */
public record HolidayCalendar(List<Holiday> holidays) {
    private static final int MOST_DAYS = 8;
    /** A few more than the days wanted, for some were holidays. */
    private static final int WEEKS = 10;

    private static final int HOLIDAY_WEEKS = 60;

    public HolidayCalendar {
        holidays = List.copyOf(holidays);
    }

    public DayKind kindOf(LocalDate date) {
        return kindOf(date, specialDays(date.getYear(), date.getYear()));
    }

    /** The holiday that a date is one of. */
    public Optional<Holiday> find(LocalDate date) {
        return holidays.stream()
                .filter(each -> IntStream.rangeClosed(date.getYear() - 1, date.getYear() + 1)
                        .anyMatch(year -> each.days(year).contains(date)))
                .findFirst();
    }

    private static DayKind kindOf(LocalDate date, Map<LocalDate, DayKind> special) {
        DayKind kind = special.get(date);
        return kind == null ? DayKind.of(date) : kind;
    }

    /** A holiday may reach over the turn of the year, and the lunar year begins up to two months after ours. */
    private Map<LocalDate, DayKind> specialDays(int firstYear, int lastYear) {
        Map<LocalDate, DayKind> days = new HashMap<>();
        for (Holiday each : holidays) {
            DayKind kind = switch (each.kind()) {
                case TET -> DayKind.TET;
                case PUBLIC -> DayKind.HOLIDAY;
            };
            for (int year = firstYear - 1; year <= lastYear + 1; year++)
                // Tết is Tết also where another holiday falls into it
                for (LocalDate day : each.days(year))
                    days.merge(day, kind, (one, other) -> one == DayKind.TET ? one : other);
        }
        return days;
    }

    /** Days that a norm may be made of, the latest first. */
    public record LikeDays(DayKind kind, List<LocalDate> days) {
        public LikeDays {
            days = List.copyOf(days);
        }
    }

    /**
     * What the norm of a date is made of, the best first: the latest {@value #MOST_DAYS} days of its kind, of some weeks for a day of
     * the week and since before last year's for a holiday; for a holiday then Sundays, since few are known and Sundays are nearest.
     */
    public List<LikeDays> alike(LocalDate date) {
        DayKind kind = kindOf(date);
        boolean special = kind == DayKind.HOLIDAY || kind == DayKind.TET;
        LikeDays own = new LikeDays(kind, listBefore(date, kind, MOST_DAYS, special ? HOLIDAY_WEEKS : WEEKS));
        return special
                ? List.of(own, new LikeDays(DayKind.SUNDAY, listBefore(date, DayKind.SUNDAY, MOST_DAYS, WEEKS)))
                : List.of(own);
    }

    /**
     * The latest days before a date that are of a kind, the last first.
     *
     * @param most how many
     * @param weeks how far back
     */
    public List<LocalDate> listBefore(LocalDate date, DayKind kind, int most, int weeks) {
        LocalDate first = date.minusWeeks(weeks);
        Map<LocalDate, DayKind> special = specialDays(first.getYear(), date.getYear());
        List<LocalDate> days = new ArrayList<>();
        for (LocalDate day = date.minusDays(1); days.size() < most && !day.isBefore(first); day = day.minusDays(1))
            if (kindOf(day, special) == kind) days.add(day);
        return days;
    }
}
