package city.ioc.sim.bench;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;

/** The measured minutes of one hour of a day: in its middle, where the demand is what the city's files say of the hour. */
record DayWindow(Instant from, Instant to) {
    /** @param minutes a multiple of five; the window begins on full five minutes */
    static DayWindow of(LocalDate day, int hour, int minutes, ZoneId zone) {
        int begin = (60 - minutes) / 2 / DayArguments.FLOW_MINUTES * DayArguments.FLOW_MINUTES;
        Instant from = day.atTime(hour, begin).atZone(zone).toInstant();
        return new DayWindow(from, from.plus(Duration.ofMinutes(minutes)));
    }

    /** The next Tuesday that begins after today: a weekday, and ahead of the clock at every hour. */
    static LocalDate nextWeekday(Instant now, ZoneId zone) {
        return LocalDate.ofInstant(now, zone).with(TemporalAdjusters.next(DayOfWeek.TUESDAY));
    }

    boolean contains(Instant begin, Instant end) {
        return !begin.isBefore(from) && !end.isAfter(to);
    }

    Duration length() {
        return Duration.between(from, to);
    }
}
