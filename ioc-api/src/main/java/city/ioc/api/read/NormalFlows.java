package city.ioc.api.read;

import city.ioc.measures.normal.DayFlows;
import city.ioc.measures.normal.DayKind;
import city.ioc.measures.normal.HolidayCalendar;
import city.ioc.measures.normal.NormalDay;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Days of a place by quarters of an hour, from the roll-up by five minutes, and what is normal of them. For one thread and connection. */
final class NormalFlows {
    private static final int POINTS_A_SLOT = 3;
    /** Of three five minutes one may be missing. */
    private static final int FEWEST_POINTS = 2;
    /** Where fewer of a place's detectors told of it than this, it counts as not measured: the sum would be too small. */
    private static final double DETECTORS_NEEDED = 0.8;

    private final Connection connection;
    private final FlowPlaces.Filling place;
    private final HolidayCalendar calendar;
    private final ZoneId zone;

    /**
     * What is normal on a date.
     *
     * @param basis kind of the days that it is made of
     * @param days those of them that were measured
     */
    record Norm(DayKind basis, List<LocalDate> days, NormalDay normal) {}

    NormalFlows(Connection connection, FlowPlaces.Filling place, HolidayCalendar calendar, ZoneId zone) {
        this.connection = connection;
        this.place = place;
        this.calendar = calendar;
        this.zone = zone;
    }

    /** Of the first kind of days of which enough were measured. */
    Norm norm(LocalDate date) throws SQLException {
        List<HolidayCalendar.LikeDays> kinds = calendar.alike(date);
        for (HolidayCalendar.LikeDays alike : kinds) {
            List<DayFlows> measured = new ArrayList<>();
            for (LocalDate each : alike.days()) {
                DayFlows day = day(each);
                if (!day.isUnknown()) measured.add(day);
            }
            if (measured.size() >= NormalDay.FEWEST_DAYS || alike.equals(kinds.getLast()))
                return new Norm(
                        alike.kind(), measured.stream().map(DayFlows::date).toList(), NormalDay.of(measured));
        }
        throw new IllegalStateException("the last kind is always taken");
    }

    DayFlows day(LocalDate date) throws SQLException {
        Instant from = date.atStartOfDay(zone).toInstant();
        Instant to = from.plus(DayFlows.SLOT.multipliedBy(DayFlows.SLOTS));
        FlowRows rows = new FlowRows(
                connection,
                new FlowRows.Range(
                        FlowBucket.FIVE_MINUTES, from, to, FlowBucket.FIVE_MINUTES.starts(from, to, zone), zone));
        place.fill(rows);
        List<FlowPoint> points = rows.points();
        List<OptionalDouble> flows = new ArrayList<>();
        for (int slot = 0; slot < DayFlows.SLOTS; slot++)
            flows.add(flow(points.subList(slot * POINTS_A_SLOT, (slot + 1) * POINTS_A_SLOT)));
        return new DayFlows(date, flows);
    }

    /** Vehicles an hour. */
    private static OptionalDouble flow(List<FlowPoint> points) {
        double vehicles = 0;
        double seconds = 0;
        int measured = 0;
        for (FlowPoint point : points) {
            if (point.gap() || !isSeen(point)) continue;
            vehicles += point.vehicles().orElse(0L);
            seconds += point.measuredS().orElse(0.0);
            measured++;
        }
        return measured < FEWEST_POINTS || seconds <= 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(vehicles * 3600 / seconds);
    }

    private static boolean isSeen(FlowPoint point) {
        int expected = point.detectorsExpected().orElse(0);
        return point.detectors().orElse(expected) >= DETECTORS_NEEDED * expected;
    }
}
